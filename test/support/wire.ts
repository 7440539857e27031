import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { sharedPath } from "./shared-data.ts";

/** A request as it left, in the words of the service's model: `input` has the operation's members, wherever they rode. */
export type Captured = { operation: string; input: Record<string, unknown>; headers: Record<string, string> };

/** What the wire answers: a status and JSON, a thrown error (`ECONNRESET`…), or nothing until the client gives up. */
export type WireAnswer =
  | { status: number; json?: unknown; headers?: Record<string, string> }
  | { throws: Error };

type HttpRequest = {
  method: string;
  path: string;
  query?: Record<string, unknown>;
  headers: Record<string, string>;
  body?: unknown;
};

/** An answer that depends on what was asked: SQS, for one, signs the body it got. */
type Answering = WireAnswer | ((request: Captured) => WireAnswer);

/**
 * Client settings with a wire that goes nowhere: `new AnyClient({ ...wire.config })` sends through the whole SDK,
 * and every request is kept parsed in `wire.requests`. `answers` are given in turn, the last one for ever.
 * Works for every JSON protocol of the SDK: DynamoDB, SQS, Step Functions, Scheduler, SES, Pinpoint, SMS.
 */
export function captured(...answers: Answering[]) {
  const requests: Captured[] = [];
  let turn = 0;
  const handle = async (request: HttpRequest) => {
    const asked = parsed(request);
    requests.push(asked);
    const planned = answers[Math.min(turn++, answers.length - 1)] ?? { status: 200, json: {} };
    const answer = typeof planned === "function" ? planned(asked) : planned;
    if ("throws" in answer) throw answer.throws;
    return {
      response: {
        statusCode: answer.status,
        headers: { "content-type": "application/json", ...answer.headers },
        body: new TextEncoder().encode(JSON.stringify(answer.json ?? {})),
      },
    };
  };
  const config = {
    region: "us-east-1",
    credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "example" },
    requestHandler: { handle, updateHttpClientConfig() {}, httpHandlerConfigs: () => ({}), destroy() {} },
  };
  return { config: config as never, requests };
}

/** Operations that ride on a path: its template in the model, and the member that is the whole body, if one is. */
const routes: { operation: string; method: string; path: RegExp; payload?: string }[] = [
  { operation: "SendEmail", method: "POST", path: /^\/v2\/email\/outbound-emails$/ },
  { operation: "SendWhatsAppMessage", method: "POST", path: /^\/v1\/whatsapp\/send$/ },
  { operation: "CreateSchedule", method: "POST", path: /^\/schedules\/(?<Name>[^/]+)$/ },
  { operation: "DeleteSchedule", method: "DELETE", path: /^\/schedules\/(?<Name>[^/]+)$/ },
  {
    operation: "SendMessages",
    method: "POST",
    path: /^\/v1\/apps\/(?<ApplicationId>[^/]+)\/messages$/,
    payload: "MessageRequest",
  },
];

function parsed({ method, path, query = {}, headers, body }: HttpRequest): Captured {
  const json = textOf(body) === "" ? {} : JSON.parse(textOf(body));
  const target = headers["x-amz-target"];
  if (target) return { operation: target.split(".").at(-1) as string, input: json, headers };
  const route = routes.find((r) => r.method === method && r.path.test(path));
  if (!route) throw new Error(`no route of ours: ${method} ${path}`);
  const labels = Object.entries(route.path.exec(path)?.groups ?? {}).map(([k, v]) => [
    k,
    decodeURIComponent(v),
  ]);
  const queries = Object.entries(query).map(([k, v]) => [k.replace(/^./, (c) => c.toUpperCase()), v]);
  const members = route.payload ? { [route.payload]: json } : json;
  return {
    operation: route.operation,
    input: { ...members, ...Object.fromEntries(labels), ...Object.fromEntries(queries) },
    headers,
  };
}

const textOf = (body: unknown): string =>
  body === undefined ? "" : typeof body === "string" ? body : new TextDecoder().decode(body as Uint8Array);

/** The services whose published models are in ../shared/data/08-aws-requests. */
export type Service =
  | "dynamodb"
  | "pinpoint"
  | "pinpoint-sms-voice-v2"
  | "scheduler"
  | "sesv2"
  | "sfn"
  | "socialmessaging"
  | "sqs";

type Model = {
  $defs: Record<string, unknown>;
  operations: Record<
    string,
    {
      input: Record<string, unknown>;
      errors: Record<string, { fault: "client" | "server"; status: number | null }>;
    }
  >;
};

const modelOf = (service: Service): Model =>
  JSON.parse(readFileSync(sharedPath(`08-aws-requests/${service}.json`), "utf8"));

/** What is wrong with a request by the service's own model; none is good. MANIFEST.md says how these are compiled. */
export function modelFaults(service: Service, request: Captured): string[] {
  const model = modelOf(service);
  const operation = model.operations[request.operation];
  if (!operation) return [`${service} has no operation ${request.operation}`];
  const ajv = new Ajv2020({ strict: false, unicodeRegExp: false, allErrors: true });
  const validate = ajv.compile({ $defs: model.$defs, ...operation.input });
  validate(request.input);
  return (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
}

/** One error that an operation publishes, as the wire would bring it. A model without a status means 400 or 500. */
export type PublishedError = { name: string; status: number; answer: WireAnswer };

export function publishedErrors(service: Service, operation: string): PublishedError[] {
  const errors = modelOf(service).operations[operation]?.errors ?? {};
  return Object.entries(errors).map(([name, { fault, status }]) => {
    const code = status ?? (fault === "server" ? 500 : 400);
    return { name, status: code, answer: errorAnswer(name, code) };
  });
}

export const errorAnswer = (
  name: string,
  status: number,
  more: Record<string, unknown> = {},
): WireAnswer => ({
  status,
  headers: { "x-amzn-errortype": name },
  json: { __type: name, message: "the provider's own words", ...more },
});

/** A socket's end, as Node tells it. */
export const socketError = (code: string): WireAnswer => ({
  throws: Object.assign(new Error(`socket: ${code}`), { code }),
});
