import { Duration, Stack } from "aws-cdk-lib";
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from "aws-cdk-lib/aws-lambda";
import type { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { acknowledge } from "#infra/acknowledge.ts";
import type { FunctionSpec, RightName } from "#infra/functions.ts";
import { type House, nameOf } from "#infra/house.ts";
import { may, type Right, together } from "#infra/rights.ts";
import { KeptLogGroup } from "./kept-log-group.ts";
import { NarrowRole, tracing } from "./narrow-role.ts";
import { PatientAlarm } from "./patient-alarm.ts";

export type Rights = Partial<Record<RightName, Right>>;

/** One Lambda of the list: its bundle, its own role with its own rights, its log group, its alarm. */
export class ServiceFunction extends Construct {
  readonly function: LambdaFunction;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: { house: House; spec: FunctionSpec; rights: Rights }) {
    super(scope, id);
    const { house, spec } = props;
    const right = together(spec.rights.map((name) => given(props.rights, name)));
    this.logGroup = new KeptLogGroup(this, "Logs", { house, kind: "application" });
    const allowed = this.allow(spec, right);
    this.function = new LambdaFunction(this, "Function", {
      functionName: nameOf(house.settings, spec.name),
      description: `Without it: ${spec.loses}`.slice(0, 256),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: "index.handler",
      code: Code.fromAsset(`${house.bundles}/${spec.name}`, { exclude: ["*.map"] }),
      memorySize: spec.memory,
      timeout: Duration.seconds(spec.seconds),
      environment: { ...commonVariables(house, spec), ...right.variables },
      role: allowed.role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
    });
    // An event source is refused while the role may not read it yet.
    this.function.node.addDependency(allowed);
    acknowledge(this.function, whyNot);
    new PatientAlarm(this, "Failing", {
      house,
      name: `${spec.name}-failing`,
      metric: this.function.metricErrors({ period: Duration.minutes(5) }),
      threshold: 1,
      periods: 2,
      loses: spec.loses,
    });
  }

  private allow(spec: FunctionSpec, right: Right): NarrowRole {
    return new NarrowRole(this, "May", {
      service: "lambda.amazonaws.com",
      description: `What ${spec.name} of ${Stack.of(this).stackName} may do`,
      ...together([
        right,
        {
          statements: [
            may(["logs:CreateLogStream", "logs:PutLogEvents"], [this.logGroup.logGroupArn]),
            may(tracing, ["*"]),
          ],
        },
      ]),
    });
  }
}

function given(rights: Rights, name: RightName): Right {
  const right = rights[name];
  if (!right) throw new Error(`this stack gives no right "${name}"`);
  return right;
}

const commonVariables = ({ settings }: House, spec: FunctionSpec): Record<string, string> => ({
  STAGE: settings.stage,
  CUSTOMER: settings.customer,
  LOG_LEVEL: settings.logLevel,
  POWERTOOLS_SERVICE_NAME: spec.name,
});

const whyNot = {
  "HIPAA.Security-LambdaConcurrency":
    "Reserving concurrency takes it from the other functions of a small account; queues pace the senders by the mapping's maximum concurrency, API Gateway by its throttles.",
  "HIPAA.Security-LambdaDLQ":
    "Nothing invokes it asynchronously without a net: queues have dead-letter queues, the stream an on-failure destination, schedules a heartbeat alarm, API and state machine wait for the answer.",
  "HIPAA.Security-LambdaInsideVPC":
    "It speaks to AWS's own APIs over TLS only, under its role; a VPC would add endpoints and NAT at a fixed price and protect no data store, for none is in one.",
};
