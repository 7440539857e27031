import type { APIGatewayProxyEvent, Context } from "aws-lambda";
import { create } from "#functions/http/api.ts";
import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import type { Route } from "#lib/domain/api/route.ts";
import { apiRoutes } from "#lib/domain/api/routes.ts";
import { fullScope, type Scope, scopes } from "#lib/domain/api/scopes.ts";
import { powertoolsLog } from "#lib/lambda/logger.ts";
import type { Records } from "#lib/ports.ts";

export const allScopes = Object.keys(scopes) as Scope[];

export type Ask = {
  headers?: Record<string, string>;
  /** An object is sent as JSON, a text as it is. */
  body?: unknown;
  query?: Record<string, string>;
  scopes?: Scope[];
  client?: string;
  username?: string;
};

// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came back
export type Told = { status: number; headers: Record<string, string>; text: string; body: any };

/** The partner API over records in memory, with a clock that tests move and a log that they read. */
export function apiWorld(over: (records: Records) => Records = (records) => records) {
  const memory = memoryRecords();
  const world = {
    now: "2026-06-02T15:00:00.000Z",
    log: [] as unknown[],
    /** Every write the API asked for, whatever came of it. */
    saves: 0,
    records: memory,
  };
  const counted: Records = {
    ...memory,
    save: (changes) => {
      world.saves += 1;
      return memory.save(changes);
    },
  };
  const line =
    (level: string) =>
    (...parts: unknown[]) =>
      void world.log.push([level, ...parts]);
  let n = 0;
  const handler = create({
    records: over(counted),
    clock: { now: () => world.now },
    ids: { unique: () => `u${++n}` },
    log: powertoolsLog("api", { info: line("info"), warn: line("warn"), error: line("error") }),
  });
  const ask = async (method: string, path: string, how: Ask = {}): Promise<Told> => {
    const result = await handler(eventOf(method, path, how), {} as Context);
    const headers = result.headers as Record<string, string>;
    const json = /json/.test(headers["Content-Type"] ?? "");
    const { body: text } = result;
    return { status: result.statusCode, headers, text, body: json ? JSON.parse(text) : undefined };
  };
  return Object.assign(world, { ask });
}

export type ApiWorld = ReturnType<typeof apiWorld>;

export const eventOf = (method: string, path: string, how: Ask): APIGatewayProxyEvent =>
  ({
    httpMethod: method,
    path,
    headers: how.headers ?? {},
    queryStringParameters: how.query ?? null,
    body: how.body === undefined ? null : typeof how.body === "string" ? how.body : JSON.stringify(how.body),
    isBase64Encoded: false,
    requestContext: {
      requestId: "req-1",
      authorizer: {
        claims: {
          client_id: how.client ?? "partner",
          scope: (how.scopes ?? allScopes).map(fullScope).join(" "),
          ...(how.username && { username: how.username }),
        },
      },
    },
  }) as unknown as APIGatewayProxyEvent;

export const maria = {
  reference: "maria",
  identifiers: [{ system: "urn:mrn", value: "000123" }],
  name: { given: "Maria", family: "Lopez" },
  birthDate: "1961-04-12",
  language: "es",
  timeZone: "America/Chicago",
  contactPoints: [
    { channel: "sms", address: "+12025550123", use: "mobile" },
    { channel: "email", address: "maria.lopez@example.org" },
  ],
};

/** Maria's id, once she is created. */
export async function withMaria(world: ApiWorld): Promise<{ id: string; etag: string }> {
  const { status, body, headers } = await world.ask("POST", "/v1/patients", { body: maria });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return { id: body.id, etag: headers.ETag as string };
}

const somebody = "a".repeat(26);
const sampleParams: Record<string, string> = {
  level: "location",
  levelOf: "main-street",
  patientId: `pat_${somebody}`,
  contactPointId: "cp_1",
  appointmentId: `apt_${somebody}_0`,
  enrollmentId: `enr_${somebody}_0`,
  outreachId: `out_${somebody}_direct_0`,
  taskId: `ptk_${somebody}_0`,
  staffTaskId: `stk_${somebody}_0`,
  messageId: `msg_${somebody}_0`,
  inboxMessageId: `pmg_${somebody}_0`,
  journeyId: "some-journey",
  templateId: "some-template",
  formId: "some-form",
  responseId: `qrs_${somebody}_0`,
  version: "1",
  part: "1",
};

/** Every operation of this function with a path that could be: nothing of it is there. Files: test/pages/files.test.ts. */
export const everyOperation = Object.entries(apiRoutes as Record<string, Route>).map(
  ([operationId, route]) => ({
    operationId,
    route,
    path: route.path.replace(/\{(\w+)\}/g, (_, name: string) => sampleParams[name] as string),
  }),
);
