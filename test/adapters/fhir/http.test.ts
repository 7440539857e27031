import { describe, expect, it } from "vitest";
import { create, type FhirEvent } from "#functions/http/fhir.ts";
import { fhirFormat } from "#lib/adapters/fhir/format.ts";
import { localOf, patientIdFrom } from "#lib/domain/ids.ts";
import { ehrClient, ingestWorld } from "#test/support/ingest.ts";

function server() {
  const world = ingestWorld();
  const handle = create(world.ports, fhirFormat);
  const raw = async (event: Partial<FhirEvent>) => {
    const answer = await handle({
      httpMethod: "POST",
      path: "/fhir/R4",
      requestContext: ehrClient,
      ...event,
    });
    return { ...answer, json: JSON.parse(answer.body) };
  };
  const send = (httpMethod: string, path: string, body: unknown, headers: Record<string, string> = {}) => {
    const [pathname = "", search = ""] = path.split("?");
    const queryStringParameters = Object.fromEntries(new URLSearchParams(search));
    return raw({
      httpMethod,
      path: `/fhir/R4${pathname}`,
      body: JSON.stringify(body),
      headers,
      queryStringParameters,
    });
  };
  return { ...world, raw, send };
}

const ann = { resourceType: "Patient", id: "ann", name: [{ given: ["Ann"], family: "Lee" }] };
const visit = (more: object = {}) => ({
  resourceType: "Appointment",
  id: "v1",
  status: "booked",
  start: "2026-12-01T09:00:00-06:00",
  participant: [{ actor: { reference: "Patient/ann" } }],
  ...more,
});
const bundle = (type: string, ...entry: object[]) => ({ resourceType: "Bundle", type, entry });
const put = (resource: { resourceType: string; id: string }) => ({
  resource,
  request: { method: "PUT", url: `${resource.resourceType}/${resource.id}` },
});
const annId = patientIdFrom("urn:followthrough:fhir", "Patient/ann");

describe("a caller", () => {
  const claims = (scope: string) => ({
    requestContext: { authorizer: { claims: { client_id: "x", scope } } },
  });
  it.each<[string, Partial<FhirEvent>, number]>([
    ["without a token", { requestContext: {} }, 401],
    ["without the scope", claims("followthrough/patients.read"), 403],
  ])("%s is refused, in FHIR, and nothing is written", async (_, event, status) => {
    const { raw, records } = server();
    const answer = await raw({ path: "/fhir/R4/Patient", body: JSON.stringify(ann), ...event });
    expect([answer.statusCode, answer.json.resourceType]).toEqual([status, "OperationOutcome"]);
    expect(await records.get("patient", annId)).toBeUndefined();
  });

  it("needs no token to read the capabilities", async () => {
    const event = { httpMethod: "GET", path: "/fhir/R4/metadata", requestContext: {} };
    expect((await server().raw(event)).statusCode).toBe(200);
  });
});

describe("a body that cannot be read", () => {
  it.each<[string, Partial<FhirEvent>, number, string]>([
    ["no JSON", { body: "{" }, 400, "structure"],
    ["nothing", {}, 400, "structure"],
    ["an array", { body: "[]" }, 400, "invalid"],
    ["no resource type", { body: "{}" }, 400, "invalid"],
    ["a resource where a bundle belongs", { body: JSON.stringify(ann) }, 400, "invalid"],
    ["a searchset", { body: JSON.stringify(bundle("searchset")) }, 422, "not-supported"],
    ["XML", { body: "<a/>", headers: { "Content-Type": "application/fhir+xml" } }, 415, "not-supported"],
    ["too much", { body: `"${"x".repeat(6 * 1024 * 1024)}"` }, 413, "too-long"],
    ["a DELETE", { httpMethod: "DELETE", path: "/fhir/R4/Patient/ann" }, 405, "not-supported"],
    ["another path", { path: "/fhir/R5" }, 404, "not-found"],
  ])("%s is refused", async (_, event, status, code) => {
    const { raw } = server();
    const { statusCode, headers, json } = await raw(event);
    expect([statusCode, json.resourceType, json.issue[0].code]).toEqual([status, "OperationOutcome", code]);
    expect(headers["content-type"]).toBe("application/fhir+json");
  });
});

describe("a fault says where it is", () => {
  it.each<[string, object, number, string]>([
    ["an impossible birth date", { ...ann, birthDate: "2021-02-30" }, 400, "Patient.birthDate"],
    ["a birth date of no date", { ...ann, birthDate: "yesterday" }, 400, "Patient.birthDate"],
    ["a wrong type deep inside", { ...ann, telecom: [{ value: 5 }] }, 400, "Patient.telecom[0].value"],
    ["an unknown gender", { ...ann, gender: "F" }, 400, "Patient.gender"],
    ["an unknown appointment status", visit({ status: "moved" }), 400, "Appointment.status"],
    ["a start without a zone", visit({ start: "2026-12-01T09:00:00" }), 400, "Appointment.start"],
    ["a booked visit without a start", visit({ start: undefined }), 400, "Appointment.start"],
    ["a visit of nobody", visit({ participant: [{ status: "accepted" }] }), 422, "Appointment.participant"],
    ["an unknown patient", visit(), 422, "Appointment.participant[0].actor"],
    ["a condition without a subject", { resourceType: "Condition", id: "c" }, 422, "Condition.subject"],
    [
      "an impossible onset",
      {
        resourceType: "Condition",
        id: "c",
        subject: { reference: "Patient/ann" },
        onsetDateTime: "2021-13-01",
      },
      400,
      "Condition.onsetDateTime",
    ],
  ])("%s", async (_, resource, status, expression) => {
    const { send, written } = server();
    const { resourceType, id } = resource as { resourceType: string; id: string };
    const { statusCode, json } = await send("PUT", `/${resourceType}/${id}`, resource);
    expect([statusCode, json.issue[0].expression]).toEqual([status, [expression]]);
    expect(written).toEqual([]);
  });

  it("and never what was sent", async () => {
    const { send } = server();
    const answer = await send("PUT", "/Patient/ann", { ...ann, birthDate: "1980-99-99", gender: "Secret" });
    expect(answer.body).not.toMatch(/1980|Secret|Ann|Lee/);
  });
});

describe("a transaction", () => {
  it("with one fault writes nothing and names every fault", async () => {
    const { send, written } = server();
    const stray = visit({
      participant: [{ actor: { reference: "urn:uuid:7d2d4a2c-0000-4000-8000-000000000000" } }],
    });
    const { statusCode, json } = await send(
      "POST",
      "",
      bundle("transaction", put(ann), put(stray), put({ ...ann, id: "-?" })),
    );
    expect(statusCode).toBe(422);
    expect(json.issue.map((i: { expression: string[] }) => i.expression[0])).toEqual([
      "Bundle.entry[1].resource.participant[0].actor",
      "Bundle.entry[2].resource.id",
    ]);
    expect(written).toEqual([]);
  });

  it("resolves references whatever the order of its entries", async () => {
    const { send, records } = server();
    const { statusCode, json } = await send("POST", "", bundle("transaction", put(visit()), put(ann)));
    expect(statusCode).toBe(200);
    expect(json.entry.map((e: { response: { status: string } }) => e.response.status)).toEqual([
      "201",
      "201",
    ]);
    const visits = await records.list({ kind: "appointment", of: "patient", patientId: annId });
    expect(visits.items).toHaveLength(1);
  });

  it("answers an unknown type with information", async () => {
    const { send } = server();
    const flag = { resourceType: "Flag", id: "f" };
    const { json } = await send("POST", "", bundle("transaction", put(ann), put(flag)));
    expect(json.type).toBe("transaction-response");
    expect(json.entry[1].response).toMatchObject({
      status: "200",
      outcome: { issue: [{ severity: "information" }] },
    });
  });

  it("refuses what it cannot do at all", async () => {
    const { send, written } = server();
    const entry = { request: { method: "DELETE", url: "Patient/ann" } };
    const { statusCode, json } = await send("POST", "", bundle("transaction", put(ann), entry));
    expect([statusCode, json.issue[0].code]).toEqual([405, "not-supported"]);
    expect(written).toEqual([]);
  });
});

it("carries out the good entries of a batch", async () => {
  const { send, events } = server();
  const nobody = { reference: "Patient/nobody" };
  const { statusCode, json } = await send(
    "POST",
    "",
    bundle("batch", put({ ...ann, id: "?" }), put(ann), put(visit({ participant: [{ actor: nobody }] })), {}),
  );
  expect(statusCode).toBe(200);
  expect(json.entry.map((e: { response: { status: string } }) => e.response.status)).toEqual([
    "400",
    "201",
    "422",
    "400",
  ]);
  expect(events("patient.created")).toHaveLength(1);
});

describe("conditions", () => {
  const mrn = { system: "urn:mrn", value: "7" };
  const numbered = { resourceType: "Patient", identifier: [mrn], name: [{ family: "Lee" }] };

  it("create once, and leave what is there", async () => {
    const { send, records } = server();
    const header = { "If-None-Exist": "identifier=urn:mrn|7" };
    expect((await send("POST", "/Patient", numbered, header)).statusCode).toBe(201);
    const again = await send("POST", "/Patient", { ...numbered, name: [{ family: "Other" }] }, header);
    expect(again.statusCode).toBe(200);
    expect((await records.get("patient", patientIdFrom("urn:mrn", "7")))?.data.name.family).toBe("Lee");
  });

  it("update by identifier", async () => {
    const { send, records } = server();
    await send("POST", "/Patient", numbered);
    const { statusCode } = await send("PUT", "/Patient?identifier=urn:mrn|7", {
      ...numbered,
      name: [{ family: "Roe" }],
    });
    expect(statusCode).toBe(200);
    expect((await records.get("patient", patientIdFrom("urn:mrn", "7")))?.data.name.family).toBe("Roe");
  });

  it("are followed as references", async () => {
    const { send } = server();
    await send("POST", "/Patient", numbered);
    const actor = { reference: "Patient?identifier=urn:mrn|7" };
    expect((await send("POST", "/Appointment", visit({ participant: [{ actor }] }))).statusCode).toBe(201);
  });

  it("of another kind are refused", async () => {
    const { send } = server();
    expect((await send("PUT", "/Patient?name=Lee", numbered)).statusCode).toBe(400);
  });
});

describe("our own ids", () => {
  it("come back in Location and are taken in URLs, references and If-Match", async () => {
    const { send } = server();
    const { headers } = await send("POST", "/Patient", { ...ann, id: undefined });
    const id = headers.location?.split("/")[1] as string;
    expect(id).toMatch(/^pat-[0-9a-z]{26}$/);
    const renamed = { ...ann, id, name: [{ family: "Roe" }] };
    expect((await send("PUT", `/Patient/${id}`, renamed, { "If-Match": 'W/"1"' })).statusCode).toBe(200);
    expect((await send("PUT", `/Patient/${id}`, ann.name, { "If-Match": 'W/"1"' })).statusCode).toBe(400);
    const stale = await send(
      "PUT",
      `/Patient/${id}`,
      { ...renamed, gender: "male" },
      { "If-Match": 'W/"1"' },
    );
    expect(stale.statusCode).toBe(412);
    const actor = { reference: `Patient/${id}` };
    expect((await send("PUT", "/Appointment/v1", visit({ participant: [{ actor }] }))).statusCode).toBe(201);
  });

  it("that mean nothing are not found", async () => {
    const { send } = server();
    const id = `pat-${"0".repeat(26)}`;
    expect((await send("PUT", `/Patient/${id}`, { ...ann, id })).statusCode).toBe(404);
  });
});

describe("what an appointment takes from its surroundings", () => {
  const clinic = { resourceType: "Location", id: "l1", name: "North Clinic", address: { state: "AZ" } };

  it("name and time zone of its location", async () => {
    const { send, records } = server();
    const actors = [{ actor: { reference: "Patient/ann" } }, { actor: { reference: "Location/l1" } }];
    await send("POST", "", bundle("transaction", put(visit({ participant: actors })), put(clinic), put(ann)));
    const { items } = await records.list({ kind: "appointment", of: "patient", patientId: annId });
    expect(items[0]?.data).toMatchObject({
      locationName: "North Clinic",
      timeZone: "America/Phoenix",
      start: "2026-12-01T15:00:00.000Z",
    });
    expect(localOf(items[0]?.id ?? "")).toHaveLength(16);
  });

  it("a location not known here by its display, and not at all without", async () => {
    const { send } = server();
    await send("PUT", "/Patient/ann", ann);
    const actors = (display?: string) => [
      { actor: { reference: "Patient/ann" } },
      { actor: { reference: "Location/far", ...(display && { display }) } },
    ];
    expect((await send("PUT", "/Appointment/v1", visit({ participant: actors() }))).statusCode).toBe(422);
    expect((await send("PUT", "/Appointment/v1", visit({ participant: actors("South") }))).statusCode).toBe(
      201,
    );
  });
});

it("does not take for one what the source calls two", async () => {
  const { send, records } = server();
  const identifier = [{ system: "urn:mrn", value: "1" }];
  await send("PUT", "/Patient/ann", { ...ann, identifier });
  await send("PUT", "/Patient/bob", { ...ann, id: "bob", name: [{ given: ["Bob"] }], identifier });
  expect((await records.get("patient", annId))?.data.name.given).toBe("Ann");
  const bob = patientIdFrom("urn:followthrough:fhir", "Patient/bob");
  expect((await records.get("patient", bob))?.data.name.given).toBe("Bob");
});

it("takes consents only as far as they speak of messages", async () => {
  const { send, records } = server();
  await send("PUT", "/Patient/ann", ann);
  const consent = (id: string, provision: object, more: object = {}) => ({
    resourceType: "Consent",
    id,
    status: "active",
    patient: { reference: "Patient/ann" },
    dateTime: "2026-11-01T00:00:00Z",
    provision,
    ...more,
  });
  const purpose = [{ code: "HMARKT" }];
  const code = [{ coding: [{ system: "urn:followthrough:channel", code: "sms" }] }];
  const statuses = [];
  for (const c of [
    consent("c1", { type: "permit", purpose, code }, { sourceAttachment: { title: "Form" } }),
    consent("c2", { type: "permit", purpose, period: { end: "2030-01-01" } }),
    consent("c3", { type: "deny" }),
    consent("c4", { type: "deny", purpose: [{ code: "CAREMGT" }] }),
  ])
    statuses.push((await send("PUT", `/Consent/${c.id}`, c)).statusCode);
  expect(statuses).toEqual([201, 422, 422, 201]);
  expect((await records.get("reach", annId))?.data.consents).toEqual({
    "marketing:sms:*": { granted: true, at: "2026-11-01T00:00:00.000Z", written: true },
    "care:*:*": { granted: false, at: "2026-11-01T00:00:00.000Z" },
  });
});

it("keeps a related person with the patient, once, until inactive", async () => {
  const { send, records } = server();
  await send("PUT", "/Patient/ann", ann);
  const person = {
    resourceType: "RelatedPerson",
    id: "r1",
    patient: { reference: "Patient/ann" },
    relationship: [{ coding: [{ code: "HPOWATT" }] }],
    name: [{ text: "Joe Lee" }],
  };
  await send("PUT", "/RelatedPerson/r1", person);
  await send("PUT", "/RelatedPerson/r1", person);
  const kept = async () => (await records.get("patient", annId))?.data.relations;
  expect(await kept()).toEqual([{ role: "proxy", name: "Joe Lee", reference: "RelatedPerson/r1" }]);
  await send("PUT", "/RelatedPerson/r1", { ...person, active: false });
  expect(await kept()).toEqual([]);
});

it("says what it understands", async () => {
  const { raw } = server();
  const { statusCode, json } = await raw({ httpMethod: "GET", path: "/fhir/R4/metadata" });
  expect([statusCode, json.resourceType, json.fhirVersion]).toEqual([200, "CapabilityStatement", "4.0.1"]);
  expect(json.rest[0].resource.map((r: { type: string }) => r.type)).toContain("Appointment");
});
