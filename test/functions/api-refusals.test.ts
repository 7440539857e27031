import { describe, expect, it } from "vitest";
import { appointmentReminder } from "#lib/domain/library/appointment-reminder.ts";
import { libraryTemplates } from "#lib/domain/library/templates.ts";
import { type Ask, allScopes, apiWorld, everyOperation, maria, withMaria } from "./api-world.ts";

type Bad = [
  name: string,
  method: string,
  path: string,
  how: Ask,
  status: number,
  code: string,
  pointer?: string,
];

const template = libraryTemplates[0] as (typeof libraryTemplates)[number];
const nobody = `pat_${"z".repeat(26)}`;
const visit = { patientId: nobody, reference: "v1", status: "booked", start: "2026-06-09T15:00:00Z" };

const bad: Bad[] = [
  ["a body that is no JSON", "POST", "/v1/patients", { body: '{"name":' }, 400, "malformed_json"],
  ["no body", "POST", "/v1/patients", {}, 400, "validation_failed", ""],
  ["a body of over 1 MB", "POST", "/v1/patients", { body: `"${"x".repeat(1_100_000)}"` }, 413, "too_large"],
  [
    "a form",
    "POST",
    "/v1/patients",
    { body: "a=1", headers: { "content-type": "application/x-www-form-urlencoded" } },
    415,
    "unsupported_media_type",
  ],
  [
    "YAML where JSON is taken",
    "POST",
    "/v1/patients",
    { body: "a: 1", headers: { "content-type": "application/yaml" } },
    415,
    "unsupported_media_type",
  ],
  [
    "an unknown field",
    "POST",
    "/v1/patients",
    { body: { ...maria, nickname: "M" } },
    400,
    "validation_failed",
    "/nickname",
  ],
  [
    "an unknown field deep down",
    "POST",
    "/v1/patients",
    { body: { ...maria, name: { ...maria.name, middle: "J" } } },
    400,
    "validation_failed",
    "/name/middle",
  ],
  [
    "__proto__ as a field",
    "POST",
    "/v1/patients",
    { body: '{"name":{"given":"A","family":"B"},"__proto__":{"active":false}}' },
    400,
    "validation_failed",
    "/__proto__",
  ],
  [
    "a birth date that never was",
    "POST",
    "/v1/patients",
    { body: { ...maria, birthDate: "1961-02-29" } },
    400,
    "validation_failed",
    "/birthDate",
  ],
  [
    "a zone that is none",
    "POST",
    "/v1/patients",
    { body: { ...maria, timeZone: "America/Springfield" } },
    400,
    "validation_failed",
    "/timeZone",
  ],
  [
    "a language tag that is none",
    "POST",
    "/v1/patients",
    { body: { ...maria, language: "Spanish please" } },
    400,
    "validation_failed",
    "/language",
  ],
  [
    "a phone number that cannot be",
    "POST",
    "/v1/patients",
    { body: { ...maria, contactPoints: [{ channel: "sms", address: "555-0100" }] } },
    400,
    "validation_failed",
    "/contactPoints/0/address",
  ],
  [
    "an email address that is none",
    "POST",
    "/v1/patients",
    { body: { ...maria, contactPoints: [{ channel: "email", address: "maria at home" }] } },
    400,
    "validation_failed",
    "/contactPoints/0/address",
  ],
  [
    "a channel that is none",
    "POST",
    "/v1/patients",
    { body: { ...maria, contactPoints: [{ channel: "fax", address: "1" }] } },
    400,
    "validation_failed",
    "/contactPoints/0/channel",
  ],
  [
    "a list too long",
    "POST",
    "/v1/patients",
    { body: { ...maria, contactPoints: Array(16).fill(maria.contactPoints[0]) } },
    400,
    "validation_failed",
    "/contactPoints",
  ],
  [
    "a field name with a slash",
    "POST",
    "/v1/patients",
    { body: { ...maria, "a/b~c": 1 } },
    400,
    "validation_failed",
    "/a~1b~0c",
  ],
  [
    "a limit over 100",
    "GET",
    "/v1/patients",
    { query: { limit: "101" } },
    400,
    "validation_failed",
    "/query/limit",
  ],
  [
    "a limit that is no number",
    "GET",
    "/v1/patients",
    { query: { limit: "many" } },
    400,
    "validation_failed",
    "/query/limit",
  ],
  [
    "an unknown query parameter",
    "GET",
    "/v1/patients",
    { query: { sort: "name" } },
    400,
    "validation_failed",
    "/query/sort",
  ],
  ["a cursor that is none", "GET", "/v1/patients", { query: { cursor: "bm9uZQ" } }, 400, "invalid_cursor"],
  ["a worklist of no queue", "GET", "/v1/staff-tasks", {}, 400, "validation_failed", "/query/queue"],
  [
    "a reading without a reason",
    "GET",
    `/v1/messages/msg_${"z".repeat(26)}_1`,
    {},
    400,
    "validation_failed",
    "/query/reason",
  ],
  ["a patient who is not there", "GET", `/v1/patients/${nobody}`, {}, 404, "not_found"],
  ["an id that cannot be", "GET", "/v1/patients/12", {}, 404, "not_found"],
  ["a list of a patient who is not there", "GET", `/v1/patients/${nobody}/consents`, {}, 404, "not_found"],
  ["a path that is none", "GET", "/v1/nothing", {}, 404, "not_found"],
  ["an update without If-Match", "PUT", `/v1/patients/${nobody}`, { body: maria }, 428, "version_required"],
  [
    "an appointment at no time",
    "POST",
    "/v1/appointments",
    { body: { ...visit, start: "2026-06-31T10:00:00Z" } },
    400,
    "validation_failed",
    "/start",
  ],
  [
    "an appointment without an offset",
    "POST",
    "/v1/appointments",
    { body: { ...visit, start: "2026-06-09T10:00:00" } },
    400,
    "validation_failed",
    "/start",
  ],
  [
    "an appointment of nobody",
    "POST",
    "/v1/appointments",
    { body: visit },
    422,
    "unknown_reference",
    "/patientId",
  ],
  [
    "a consent of no purpose",
    "POST",
    `/v1/patients/${nobody}/consents`,
    { body: { state: "granted", purpose: "fun" } },
    400,
    "validation_failed",
    "/purpose",
  ],
  [
    "a message of no template",
    "POST",
    "/v1/outreach",
    { body: { patientId: nobody, reference: "r" } },
    400,
    "validation_failed",
    "/template",
  ],
  [
    "a cancellation with free text",
    "POST",
    `/v1/outreach/out_${"z".repeat(26)}_direct_1/cancel`,
    { body: { reason: "Maria asked me to" } },
    400,
    "validation_failed",
    "/reason",
  ],
  [
    "a journey that is not published",
    "POST",
    "/v1/enrollments",
    { body: { journeyId: "nothing", patientId: nobody } },
    422,
    "unknown_reference",
    "/journeyId",
  ],
  [
    "a template of another id",
    "PUT",
    "/v1/templates/other",
    { body: template },
    400,
    "validation_failed",
    "/id",
  ],
  [
    "a template without variants",
    "PUT",
    `/v1/templates/${template.id}`,
    { body: { ...template, variants: [] } },
    400,
    "validation_failed",
    "/variants",
  ],
  [
    "a journey step of no kind",
    "PUT",
    "/v1/journeys/appointment-reminder",
    { body: { ...appointmentReminder, steps: { a: { do: "dance" } } } },
    400,
    "validation_failed",
    "/steps/a/do",
  ],
  [
    "YAML with a fault",
    "PUT",
    "/v1/journeys/appointment-reminder",
    { body: "id: [", headers: { "content-type": "application/yaml" } },
    400,
    "malformed_json",
  ],
  [
    "a YAML bomb",
    "PUT",
    "/v1/journeys/appointment-reminder",
    { body: bomb(), headers: { "content-type": "application/yaml" } },
    400,
    "malformed_json",
  ],
  [
    "a policy of a zone that is none",
    "PUT",
    "/v1/policy",
    { body: { timeZone: "Mars/Base" } },
    400,
    "validation_failed",
    "/timeZone",
  ],
  [
    "a policy with an unknown field",
    "PUT",
    "/v1/policy",
    { body: { quietHours: true } },
    400,
    "validation_failed",
    "/quietHours",
  ],
  [
    "a body where none is taken",
    "POST",
    "/v1/templates/x/publish",
    { body: { force: true } },
    400,
    "validation_failed",
    "/force",
  ],
];

/** Nine levels of ten aliases each: a thousand million nodes from half a kilobyte. */
function bomb(): string {
  const levels = Array.from(
    { length: 9 },
    (_, i) => `l${i + 1}: &l${i + 1} [${Array(10).fill(`*l${i}`).join(", ")}]`,
  );
  return ["l0: &l0 lol", ...levels].join("\n");
}

describe("what the API refuses", () => {
  it.each(bad)("%s", async (...[, method, path, how, status, code, pointer]) => {
    const world = apiWorld();
    const told = await world.ask(method, path, how);
    expect([told.status, told.body.code]).toEqual([status, code]);
    expect(told.headers["Content-Type"]).toBe("application/problem+json");
    expect(told.body).toMatchObject({
      status,
      requestId: "req-1",
      type: `urn:followthrough:problem:${code}`,
    });
    if (pointer !== undefined)
      expect(told.body.errors.map((e: { pointer: string }) => e.pointer)).toContain(pointer);
    expect(world.saves, "nothing was written").toBe(0);
  });

  it("tells all faults of a body at once", async () => {
    const body = { name: { given: "A" }, birthDate: "x", timeZone: "y", more: 1 };
    const told = await apiWorld().ask("POST", "/v1/patients", { body });
    const pointers = told.body.errors.map((e: { pointer: string }) => e.pointer).sort();
    expect(pointers).toEqual(["/birthDate", "/more", "/name/family", "/timeZone"]);
  });

  it("never repeats what was sent", async () => {
    const body = { ...maria, birthDate: "31.12.1961-Lopez", gender: "Lopez", timeZone: "Lopez" };
    const told = await apiWorld().ask("POST", "/v1/patients", { body });
    expect(told.status).toBe(400);
    expect(told.text).not.toMatch(/Lopez|1961|2025550123/);
  });

  it("takes what a record can hold and refuses what it cannot", async () => {
    const world = apiWorld();
    const variant = { channel: "letter", body: "x".repeat(19_000) };
    const languages = ["en", "es", "fr", "de", "vi", "zh", "ko", "ru", "ar", "tl", "pl"];
    const put = (n: number) => {
      const variants = languages.slice(0, n).map((language) => ({ ...variant, language }));
      return world.ask("PUT", `/v1/templates/${template.id}`, { body: { ...template, variants } });
    };
    expect((await put(11)).status).toBe(413);
    expect((await put(10)).status).toBe(200);
  });

  it("says which methods a path takes", async () => {
    const told = await apiWorld().ask("DELETE", "/v1/patients");
    expect(told.status).toBe(405);
    expect(told.headers.Allow?.split(", ").sort()).toEqual(["GET", "POST"]);
  });

  it("refuses a reference that is taken", async () => {
    const world = apiWorld();
    await withMaria(world);
    const { saves } = world;
    const told = await world.ask("POST", "/v1/patients", { body: { ...maria, birthDate: "1970-01-01" } });
    expect([told.status, told.body.code]).toEqual([409, "already_exists"]);
    expect(world.saves).toBe(saves);
  });
});

describe("who may ask", () => {
  const guarded = everyOperation.flatMap(({ operationId, route, path }) =>
    "scope" in route ? [{ operationId, method: route.method, path, scope: route.scope }] : [],
  );

  it.each(guarded)("$operationId needs $scope", async ({ method, path, scope }) => {
    const world = apiWorld();
    const told = await world.ask(method, path, { scopes: allScopes.filter((s) => s !== scope) });
    expect([told.status, told.body.code]).toEqual([403, "forbidden"]);
    expect(told.body.detail).toContain(scope);
    const other = await world.ask(method, path, { scopes: [scope] });
    expect(other.status).not.toBe(403);
    expect(world.saves).toBe(0);
  });

  it("does not take a scope for another that begins alike", async () => {
    const told = await apiWorld().ask("GET", "/v1/patients", { scopes: ["patients.readonly" as never] });
    expect(told.status).toBe(403);
  });

  it("asks for a token where the authorizer gave no claims", async () => {
    const told = await apiWorld().ask("GET", "/v1/patients", { client: "" });
    expect([told.status, told.body.code]).toEqual([401, "unauthorized"]);
  });

  it("answers to anybody whether it is there and what it can", async () => {
    const world = apiWorld();
    expect((await world.ask("GET", "/v1/health", { client: "" })).body.status).toBe("ok");
    expect((await world.ask("GET", "/v1/openapi.json", { client: "" })).body.openapi).toBe("3.1.1");
  });
});

describe("what breaks on our side", () => {
  const secret = "Maria Lopez +12025550123";
  const broken = () =>
    apiWorld((records) => ({
      ...records,
      get: () => Promise.reject(Object.assign(new TypeError(`cannot read ${secret}`), { code: "EBAD" })),
    }));

  it("is a 500 that tells nothing but the request's id", async () => {
    const told = await broken().ask("GET", `/v1/patients/${nobody}`);
    expect(told.body).toEqual({
      type: "urn:followthrough:problem:internal",
      title: "Something broke on our side.",
      status: 500,
      code: "internal",
      requestId: "req-1",
      retryable: true,
    });
  });

  it("is logged with ids", async () => {
    const world = broken();
    await world.ask("GET", `/v1/patients/${nobody}`);
    expect(world.log).toHaveLength(1);
    const [level, message, fields] = world.log[0] as [string, string, Record<string, string>];
    expect([level, message]).toEqual(["error", "a request met a bug"]);
    expect(fields).toMatchObject({
      requestId: "req-1",
      operationId: "getPatient",
      status: 500,
      errorName: "TypeError",
      errorCode: "EBAD",
    });
    expect(fields.stack).toMatch(/^\s+at /);
    expect(JSON.stringify(world.log)).not.toMatch(/Maria|Lopez|2025550123/);
  });
});

it("puts the same guards on every answer", async () => {
  const world = apiWorld();
  for (const told of [await world.ask("GET", "/v1/health"), await world.ask("GET", "/v1/nothing")]) {
    expect(told.headers).toMatchObject({
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      "X-Request-Id": "req-1",
    });
    expect(told.headers["Strict-Transport-Security"]).toMatch(/max-age=\d{8}/);
  }
});
