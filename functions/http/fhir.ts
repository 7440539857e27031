import { Refusal } from "#lib/domain/errors.ts";
import type { By } from "#lib/domain/ingest/by.ts";
import { type Answer, countsOf, type IntakeFormat, type IntakeRequest } from "#lib/domain/intake.ts";
import { wired } from "#lib/lambda/env.ts";
import { callerOf } from "#lib/lambda/http/claims.ts";
import { corePorts } from "#lib/lambda/wiring/core.ts";
import { fhir } from "#lib/lambda/wiring/fhir.ts";
import type { Log } from "#lib/ports.ts";
import type { IngestPorts } from "#lib/usecases/ingest/change.ts";
import { importIntake } from "#lib/usecases/ingest/import-intake.ts";

/** What this needs of an API Gateway proxy event. */
export type FhirEvent = {
  requestContext?: Parameters<typeof callerOf>[0]["requestContext"] & { requestId?: string };
  httpMethod: string;
  path: string;
  headers?: Record<string, string | undefined> | null;
  queryStringParameters?: Record<string, string | undefined> | null;
  body?: string | null;
  isBase64Encoded?: boolean;
};

export type HttpAnswer = { statusCode: number; headers: Record<string, string>; body: string };

const base = "/fhir/R4";
/** Lambda takes 6 MB a request; base64 and the event around it need their share. */
const mostBytes = 6 * 1024 * 1024;

/** FHIR R4 in: POST a Bundle, POST or PUT a resource, GET metadata. Every answer is FHIR, refusals too. */
export function create(ports: IngestPorts & { log: Log }, format: IntakeFormat) {
  return async (event: FhirEvent): Promise<HttpAnswer> => {
    try {
      return http(await respond(ports, format, event));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return http(format.refuse(error));
    }
  };
}

/** An EHR's own client: what it says is the source's word, not staff's. */
function callerFrom(event: FhirEvent): Pick<By, "actor" | "cause"> {
  const { id } = callerOf(event, "patients.write");
  const cause = event.requestContext?.requestId;
  return { actor: { type: "ehr", id }, ...(cause && { cause }) };
}

const http = ({ status, headers, body }: Answer): HttpAnswer => ({
  statusCode: status,
  headers,
  body: JSON.stringify(body),
});

async function respond(
  ports: IngestPorts & { log: Log },
  format: IntakeFormat,
  event: FhirEvent,
): Promise<Answer> {
  const path = pathOf(event);
  if (event.httpMethod === "GET" && path.join("/") === "metadata")
    return { status: 200, headers: { "content-type": format.contentType }, body: format.capabilities() };
  const by = callerFrom(event);
  const reading = format.read(requestOf(event, path));
  const results = await importIntake(ports, reading, by);
  for (const [type, counts] of Object.entries(countsOf(reading, results)))
    ports.log.info("fhir import", { type: format.understands(type) ? type : "other", ...counts });
  return format.answer(reading, results);
}

function pathOf({ path }: FhirEvent): string[] {
  if (path !== base && !path.startsWith(`${base}/`)) throw new Refusal("not_found");
  return path.slice(base.length).split("/").filter(Boolean);
}

function requestOf(event: FhirEvent, path: string[]): IntakeRequest {
  const { httpMethod: method } = event;
  const fits =
    method === "POST" ? path.length < 2 : method === "PUT" && (path.length === 1 || path.length === 2);
  if (!fits || (method !== "POST" && method !== "PUT")) throw new Refusal("method_not_allowed");
  const header = (name: string) =>
    Object.entries(event.headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
  const type = header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type && type !== "application/fhir+json" && type !== "application/json")
    throw new Refusal("unsupported_media_type");
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(event.queryStringParameters ?? {}))
    query.append(name, value ?? "");
  const [ifNoneExist, ifMatch] = [header("if-none-exist"), header("if-match")];
  return {
    method,
    path,
    body: json(event),
    ...(query.size > 0 && { query: query.toString() }),
    ...(ifNoneExist && { ifNoneExist }),
    ...(ifMatch && { ifMatch }),
  };
}

function json({ body, isBase64Encoded }: FhirEvent): unknown {
  const text = isBase64Encoded ? Buffer.from(body ?? "", "base64").toString("utf8") : (body ?? "");
  if (Buffer.byteLength(text) > mostBytes) throw new Refusal("too_large");
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("malformed_json");
  }
}

const live = wired(() => create(corePorts("fhir"), fhir));
export const handler = (event: FhirEvent): Promise<HttpAnswer> => live()(event);
