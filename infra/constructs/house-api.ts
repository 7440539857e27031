import {
  AccessLogField,
  AccessLogFormat,
  AuthorizationType,
  CognitoUserPoolsAuthorizer,
  EndpointType,
  type JsonSchemaType,
  LambdaIntegration,
  LogGroupLogDestination,
  type Method,
  MethodLoggingLevel,
  type MethodOptions,
  type Model,
  type RequestValidator,
  RestApi,
} from "aws-cdk-lib/aws-apigateway";
import type { IUserPool } from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";
import { acknowledge } from "#infra/acknowledge.ts";
import { gatewayAnswers } from "#infra/gateway-answers.ts";
import { type House, nameOf } from "#infra/house.ts";
import type { Operation } from "#infra/operations.ts";
import { binaryMedia } from "#lib/domain/files/picture.ts";
import { ExecutionLog } from "./execution-log.ts";
import { KeptLogGroup } from "./kept-log-group.ts";
import type { ServiceFunction } from "./service-function.ts";

type HouseApiProps = {
  house: House;
  pool: IUserPool;
  operations: Operation[];
  /** The functions that serve them. */
  servers: Partial<Record<Operation["serves"], ServiceFunction>>;
};

/** A regional REST API whose methods, scopes, models and throttles are those of the route table. */
export class HouseApi extends Construct {
  readonly api: RestApi;
  readonly accessLogs: KeptLogGroup;
  private readonly authorizer: CognitoUserPoolsAuthorizer;
  private readonly validator: RequestValidator;
  private readonly models = new Map<string, Model>();

  constructor(scope: Construct, id: string, { house, pool, operations, servers }: HouseApiProps) {
    super(scope, id);
    this.accessLogs = new KeptLogGroup(this, "AccessLogs", { house, kind: "audit" });
    const hasLinks = operations.some(({ serves }) => serves === "pages");
    this.api = new RestApi(this, "Rest", {
      restApiName: nameOf(house.settings, "api"),
      endpointTypes: [EndpointType.REGIONAL],
      disableExecuteApiEndpoint: house.settings.api.domain !== undefined,
      cloudWatchRole: false,
      binaryMediaTypes: [...binaryMedia],
      deployOptions: {
        stageName: "live",
        // A trace of the gateway holds the whole address, and a link's is a key: where there are links, there is none.
        tracingEnabled: !hasLinks,
        accessLogDestination: new LogGroupLogDestination(this.accessLogs),
        accessLogFormat: whoCalledWhat,
        ...logged,
        methodOptions: Object.fromEntries(
          operations.map(({ path, method, throttle }) => [
            `${path}/${method}`,
            { ...logged, throttlingRateLimit: throttle.rate, throttlingBurstLimit: throttle.burst },
          ]),
        ),
      },
    });
    acknowledge(this.api.deploymentStage, { ...whyNot, ...(hasLinks && untraced) });
    this.authorizer = new CognitoUserPoolsAuthorizer(this, "Tokens", { cognitoUserPools: [pool] });
    this.validator = this.api.addRequestValidator("Whole", {
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    for (const { body, ...answer } of gatewayAnswers)
      this.api.addGatewayResponse(answer.type.responseType, {
        ...answer,
        templates: { "application/json": body },
        responseHeaders: { "Content-Type": "'application/problem+json'", "Cache-Control": "'no-store'" },
      });
    this.serve(operations, servers);
    new ExecutionLog(this, "ExecutionLog", { house, api: this.api });
  }

  private serve(operations: Operation[], servers: HouseApiProps["servers"]): void {
    for (const operation of operations) {
      const server = servers[operation.serves];
      if (!server) throw new Error(`no function serves ${operation.id}`);
      const method = this.api.root
        .resourceForPath(operation.path)
        .addMethod(
          operation.method,
          new LambdaIntegration(server.function, { scopePermissionToMethod: false }),
          this.optionsOf(operation),
        );
      this.justify(method, operation);
    }
  }

  private optionsOf({ id, scopes, body }: Operation): MethodOptions {
    return {
      operationName: id,
      requestValidator: this.validator,
      ...(body && { requestModels: { "application/json": this.modelOf(body) } }),
      ...(scopes.length > 0
        ? {
            authorizationType: AuthorizationType.COGNITO,
            authorizer: this.authorizer,
            authorizationScopes: scopes,
          }
        : { authorizationType: AuthorizationType.NONE }),
    };
  }

  private modelOf(type: "object" | "array"): Model {
    const known = this.models.get(type);
    if (known) return known;
    const model = this.api.addModel(`Json${type}`, {
      contentType: "application/json",
      schema: { type: type as JsonSchemaType },
    });
    this.models.set(type, model);
    return model;
  }

  private justify(method: Method, { id, scopes, open }: Operation): void {
    if (scopes.length > 0) return;
    if (!open) throw new Error(`${id} asks for no token and does not say why`);
    acknowledge(method, { "AwsSolutions-APIG4": open, "AwsSolutions-COG4": open });
  }
}

/** Bodies never, and no metrics per method: each is a custom one with a price; the API's own are free. */
const logged = { loggingLevel: MethodLoggingLevel.ERROR, dataTraceEnabled: false, metricsEnabled: false };

/** Who (client) called what (template of the path, never the path), and how it ended. No address, query or body. */
const whoCalledWhat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: AccessLogField.contextRequestId(),
    time: AccessLogField.contextRequestTimeEpoch(),
    client: AccessLogField.contextAuthorizerClaims("client_id"),
    method: AccessLogField.contextHttpMethod(),
    resource: AccessLogField.contextResourcePath(),
    status: AccessLogField.contextStatus(),
    latencyMs: AccessLogField.contextResponseLatency(),
    error: AccessLogField.contextErrorResponseType(),
  }),
);

const untraced = {
  "HIPAA.Security-APIGWXrayEnabled":
    "X-Ray would keep the address of every request, a link's token in it. The functions are traced: their segments hold ids.",
};

const whyNot = {
  "HIPAA.Security-APIGWCacheEnabledAndEncrypted":
    "Answers are about patients and change with every reply: a cache would keep copies and show a stale visit.",
  "HIPAA.Security-APIGWSSLEnabled":
    "A client certificate proves the gateway to an HTTP back end; ours are Lambda functions, invoked under IAM.",
};
