import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { expectedVersion, versionOf } from "#lib/domain/api/etag.ts";
import { routerOf } from "#lib/domain/api/match.ts";
import { openApiDocument } from "#lib/domain/api/openapi.ts";
import { paramNames, pathParams, type Route } from "#lib/domain/api/route.ts";
import { operationIds, routes } from "#lib/domain/api/routes.ts";
import { fullScope, scopes } from "#lib/domain/api/scopes.ts";
import { refusals } from "#lib/domain/errors.ts";
import { Preference } from "#lib/domain/patient/patient.ts";
import { ChannelPlan, channels } from "#lib/domain/words.ts";

const table: [string, Route][] = operationIds.map((id) => [id, routes[id]]);

describe("the route table", () => {
  it("has each method and path once", () => {
    const all = table.map(([, { method, path }]) => `${method} ${path.replace(/\{\w+\}/g, "{}")}`);
    expect(new Set(all).size).toBe(all.length);
  });

  it.each(table)("%s names its parameters with words that have a shape", (_, { path }) => {
    for (const name of paramNames(path)) expect(pathParams).toHaveProperty(name);
  });

  it.each(table)("%s asks for a scope unless it is about the API itself", (_, { tag, scope }) => {
    expect(scope === undefined).toBe(tag === "System");
  });

  it("lets reads be done with a read scope, and writes with none", () => {
    const reading = /\.read$/;
    const pure = [
      ...["lookupPatient", "lintTemplate", "previewTemplate", "previewTemplateVersion"],
      ...["lintJourney", "lintForm"],
      ...["simulateJourney", "simulateJourneyForPatients", "previewMigration"],
      ...["previewSegment", "dryRunCampaign", "previewEndJourneyRuns", "previewEndAllRuns"],
    ];
    for (const [id, { method, scope }] of table.filter(([, { tag }]) => tag !== "System"))
      expect([id, reading.test(scope as string)]).toEqual([id, method === "GET" || pure.includes(id)]);
  });

  it("takes an Idempotency-Key on every POST that writes", () => {
    const without = table.filter(([, { method, idempotent }]) => method === "POST" && !idempotent);
    expect(without.map(([id]) => id).sort()).toEqual([
      "dryRunCampaign",
      "lintForm",
      "lintJourney",
      "lintTemplate",
      "lookupPatient",
      "previewEndAllRuns",
      "previewEndJourneyRuns",
      "previewMigration",
      "previewSegment",
      "previewTemplate",
      "previewTemplateVersion",
      "simulateJourney",
      "simulateJourneyForPatients",
    ]);
  });

  it("takes If-Match on every PUT", () => {
    expect(table.filter(([, { method, ifMatch }]) => method === "PUT" && !ifMatch)).toEqual([]);
  });
});

describe("the router", () => {
  const router = routerOf<string>(routes as Record<string, Route>);
  const patient = `pat_${"a".repeat(26)}`;

  it.each([
    ["GET", `/v1/patients/${patient}`, "getPatient", { patientId: patient }],
    ["GET", `/v1/patients/${patient}/`, "getPatient", { patientId: patient }],
    ["POST", "/v1/patients/lookup", "lookupPatient", {}],
    ["GET", "/v1/templates/a-b/versions/12", "getTemplateVersion", { templateId: "a-b", version: "12" }],
    ["GET", "/v1/openapi.json", "getOpenApi", {}],
  ])("finds %s %s", (method, path, operationId, params) => {
    expect(router(method, path)).toEqual({ found: "route", operationId, params });
  });

  it.each([
    "/v1/openapiXjson",
    "/v1/patients//",
    "/v1/templates/a-b/versions/0",
    "/v1/templates/UPPER",
    "/",
    "",
  ])("finds nothing at %j", (path) => {
    expect(router("GET", path)).toEqual({ found: "nothing" });
  });

  it("tells what else a path takes", () => {
    expect(router("PATCH", `/v1/patients/${patient}`)).toEqual({ found: "path", allow: ["GET", "PUT"] });
  });
});

describe("an If-Match", () => {
  it("is a strong ETag of ours", () => {
    expect(['"7"', ' "7" ', "7", 'W/"7"', "*", '"07"'].map(versionOf)).toEqual([7, 7, -1, -1, -1, -1]);
  });

  it.each([
    [undefined, undefined, 0],
    [3, 3, 3],
    [3, undefined, "version_required"],
    [3, 2, "stale_version"],
    [undefined, 1, "stale_version"],
  ])("of a resource at %s, when %s was read, gives %s", (current, ifMatch, given) => {
    const ask = () => expectedVersion(current, ifMatch);
    if (typeof given === "number") expect(ask()).toBe(given);
    else expect(ask).toThrow(expect.objectContaining({ code: given }));
  });
});

describe("the OpenAPI document", () => {
  const document = openApiDocument(routes as Record<string, Route>);
  const text = JSON.stringify(document);

  it("is valid OpenAPI 3.1", async () => {
    const { valid, errors } = await new Validator().validate(JSON.parse(text));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it("refers to nothing that is not in it", () => {
    const refs = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] as string);
    expect(refs.length).toBeGreaterThan(100);
    for (const ref of new Set(refs)) {
      const found = ref
        .replace(/^#\//, "")
        .split("/")
        .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document);
      expect(found, ref).toBeDefined();
    }
  });

  it.each(table)("has %s as the table says", (operationId, route) => {
    const paths = document.paths as Record<string, Record<string, Record<string, unknown>>>;
    const operation = paths[route.path]?.[route.method.toLowerCase()];
    expect(operation?.operationId).toBe(operationId);
    expect(operation?.security).toEqual(route.scope ? [{ oauth2: [fullScope(route.scope)] }] : []);
    expect(operation?.requestBody !== undefined).toBe(route.body !== undefined);
    expect(operation?.responses).toHaveProperty("default");
  });

  it("forbids unknown fields in requests and allows new ones in answers", () => {
    const { schemas } = document.components as {
      schemas: Record<string, { additionalProperties?: boolean }>;
    };
    expect(schemas.CreatePatientBody?.additionalProperties).toBe(false);
    expect(schemas.GetPatientAnswer?.additionalProperties).toBeUndefined();
  });

  it("says of every instant that it is a date-time", () => {
    const { schemas } = document.components as {
      schemas: Record<string, { properties: Record<string, { type: string; format: string }> }>;
    };
    expect(schemas.GetOutreachAnswer?.properties.dueAt).toMatchObject({
      type: "string",
      format: "date-time",
    });
    expect(schemas.SendOutreachBody?.properties.dueAt).toMatchObject({ type: "string", format: "date-time" });
  });
});

it("docs/api.md names every code as lib/domain/errors.ts has it", () => {
  const page = readFileSync(new URL("../../docs/api.md", import.meta.url), "utf8");
  const rows = Object.entries(refusals).map(
    ([code, { status, title }]) => `| \`${code}\` | ${status} | ${title} |`,
  );
  const told = page.split("\n").filter((line) => /^\| `\w+` +\| \d{3} /.test(line));
  const squeezed = told.map((line) => line.replace(/ +\|/g, " |").replace(/\| +/g, "| "));
  expect(squeezed).toEqual([...rows, "| `internal` | 500 | Something broke on our side. |"]);
});

it("lets a message and a patient's preference name every channel", () => {
  expect(ChannelPlan.parse([...channels])).toEqual(channels);
  expect(Preference.parse({ channels: [...channels] }).channels).toEqual(channels);
});

it("docs/api.md names every scope", () => {
  const page = readFileSync(new URL("../../docs/api.md", import.meta.url), "utf8");
  for (const [scope, meaning] of Object.entries(scopes))
    expect(page).toContain(`| \`followthrough/${scope}\` | ${meaning} |`);
});
