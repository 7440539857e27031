import type { IncomingMessage } from "node:http";
import type { APIGatewayProxyEvent, Context } from "aws-lambda";
import type { Claims } from "../token.ts";

/** A request as this server has read it. */
export type Asked = {
  method: string;
  url: URL;
  headers: IncomingMessage["headers"];
  rawHeaders: string[];
  body: string | null;
  isBase64Encoded: boolean;
  requestId: string;
  claims: Claims | undefined;
};

/** Of several values of one name API Gateway puts the last into the plain map, and all into the other. */
function bothMaps(pairs: [string, string][]) {
  if (pairs.length === 0) return { one: null, many: null };
  const many = Object.entries(Object.groupBy(pairs, ([name]) => name)).map(
    ([name, values = []]) => [name, values.map(([, value]) => value)] as const,
  );
  return {
    one: Object.fromEntries(many.map(([name, values]) => [name, values.at(-1)])) as Record<string, string>,
    many: Object.fromEntries(many) as Record<string, string[]>,
  };
}

/**
 * A Lambda proxy integration's event, payload 1.0, as a REST API with a Cognito authorizer sends it
 * (docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html). Without claims the
 * authorizer would have answered; here the handler does.
 */
export function proxyEvent(asked: Asked, nowMs: number): APIGatewayProxyEvent {
  const { method, url, rawHeaders, body, isBase64Encoded, requestId, claims } = asked;
  const names = rawHeaders.filter((_, i) => i % 2 === 0);
  const headers = bothMaps(names.map((name, i) => [name, rawHeaders[2 * i + 1] as string]));
  const query = bothMaps([...url.searchParams]);
  return {
    httpMethod: method,
    path: url.pathname,
    resource: "/{proxy+}",
    headers: headers.one ?? {},
    multiValueHeaders: headers.many ?? {},
    queryStringParameters: query.one,
    multiValueQueryStringParameters: query.many,
    pathParameters: null,
    stageVariables: null,
    body,
    isBase64Encoded,
    requestContext: {
      ...gateway,
      requestId,
      httpMethod: method,
      path: url.pathname,
      requestTimeEpoch: nowMs,
      identity: { ...nobody, sourceIp: "127.0.0.1", userAgent: asked.headers["user-agent"] ?? null },
      authorizer: claims ? { claims } : undefined,
    } as APIGatewayProxyEvent["requestContext"],
  };
}

const gateway = {
  accountId: "000000000000",
  apiId: "local",
  protocol: "HTTP/1.1",
  stage: "local",
  resourceId: "local",
  resourcePath: "/{proxy+}",
};

const nobody = {
  accessKey: null,
  accountId: null,
  apiKey: null,
  apiKeyId: null,
  caller: null,
  clientCert: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userArn: null,
};

/** API Gateway waits 29 seconds for its Lambda. */
export const lambdaContext = (requestId: string): Context => ({
  callbackWaitsForEmptyEventLoop: false,
  functionName: "local",
  functionVersion: "$LATEST",
  invokedFunctionArn: "arn:aws:lambda:local:000000000000:function:local",
  memoryLimitInMB: "512",
  awsRequestId: requestId,
  logGroupName: "local",
  logStreamName: "local",
  getRemainingTimeInMillis: () => 29_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
});
