import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { create } from "#functions/http/fhir.ts";
import { fhirFormat } from "#lib/adapters/fhir/format.ts";
import { readers } from "#lib/adapters/fhir/resources.ts";
import { patientIdFrom } from "#lib/domain/ids.ts";
import { ehrClient, ingestWorld } from "#test/support/ingest.ts";
import {
  describeWithSharedData,
  sharedJson,
  sharedLines,
  sharedPath,
  sharedText,
} from "#test/support/shared-data.ts";

type Bundle = { entry: { resource: { resourceType: string; id: string } }[] };

function server() {
  const world = ingestWorld();
  const handle = create(world.ports, fhirFormat);
  const send = async (httpMethod: string, path: string, body: unknown) => {
    const answer = await handle({
      requestContext: ehrClient,
      httpMethod,
      path: `/fhir/R4${path}`,
      body: JSON.stringify(body),
    });
    return { status: answer.statusCode, body: JSON.parse(answer.body) };
  };
  return { ...world, send };
}

const kept = [
  "CarePlan",
  "Condition",
  "Encounter",
  "Immunization",
  "MedicationRequest",
  "Observation",
] as const;
const typeOf = {
  CarePlan: "care-plan",
  Condition: "condition",
  Encounter: "encounter",
  Immunization: "immunization",
  MedicationRequest: "medication-request",
  Observation: "observation",
};

/** A CSV without quotes in the columns that are used. */
function csv(text: string): Record<string, string>[] {
  const [head = "", ...rows] = text.trim().split("\n");
  const columns = head.split(",");
  return rows.map((row) => Object.fromEntries(row.split(",").map((cell, i) => [columns[i], cell])));
}

describeWithSharedData("50 Synthea patients", () => {
  it("are imported once, count for count, and a second time without a write", {
    timeout: 120_000,
  }, async () => {
    const { send, written, records } = server();
    const bundles = sharedLines<Bundle>("01-fhir/synthea-50-patients.bundles.ndjson.gz");
    const statuses = new Set<string>();
    for (const bundle of bundles) {
      const { status, body } = await send("POST", "", bundle);
      expect(status).toBe(200);
      for (const { response } of body.entry) statuses.add(response.status);
    }
    expect([...statuses].sort()).toEqual(["200", "201"]);
    const expected = csv(sharedText("01-fhir/synthea-50-patients.expected-counts.csv"));
    expect(expected).toHaveLength(50);
    for (const row of expected) {
      const mrn = sharedMrn(bundles, row.id as string);
      const id = patientIdFrom("http://hospital.smarthealthit.org", mrn);
      const patient = await records.get("patient", id);
      expect(patient?.data.birthDate).toBe(row.birthDate);
      expect(patient?.data.language).toBe(row.lang);
      expect(patient?.data.deceased).toBe(row.deceased !== "");
      const points = patient?.data.contactPoints.map(({ channel, health }) => `${channel} ${health}`);
      expect(points).toEqual(["sms invalid", "letter ok"]);
      const facts = await allFacts(records, id);
      for (const type of kept)
        expect([type, facts.filter((f) => f.data.type === typeOf[type]).length]).toEqual([
          type,
          Number(row[type]),
        ]);
    }
    const before = written.length;
    for (const bundle of bundles) expect((await send("POST", "", bundle)).status).toBe(200);
    expect(written.length).toBe(before);
  });
});

type World = ReturnType<typeof ingestWorld>;

async function allFacts(records: World["records"], patientId: string) {
  const facts = [];
  let cursor: string | undefined;
  do {
    const page = await records.list(
      { kind: "fact", of: "patient", patientId },
      { limit: 100, ...(cursor && { cursor }) },
    );
    facts.push(...page.items);
    cursor = page.cursor;
  } while (cursor);
  return facts;
}

function sharedMrn(bundles: Bundle[], id: string): string {
  for (const { entry } of bundles)
    for (const { resource } of entry)
      if (resource.resourceType === "Patient" && resource.id === id) {
        const { identifier } = resource as unknown as { identifier: { system: string; value: string }[] };
        return identifier.find((i) => i.system === "http://hospital.smarthealthit.org")?.value ?? "";
      }
  return "";
}

describeWithSharedData("phr-ig patients", () => {
  it.each(readdirSync(sharedPath("01-fhir/phr-ig-patients")))(
    "%s imports, and again changes nothing",
    async (file) => {
      const { send, written } = server();
      const bundle = JSON.parse(sharedText(`01-fhir/phr-ig-patients/${file}`));
      const first = await send("POST", "", bundle);
      expect(first.status, JSON.stringify(first.body).slice(0, 500)).toBe(200);
      const before = written.length;
      expect(before).toBeGreaterThan(15);
      expect((await send("POST", "", bundle)).status).toBe(200);
      expect(written.length).toBe(before);
    },
  );
});

describeWithSharedData("the HL7 R4 examples, sent one by one", () => {
  const files = readdirSync(sharedPath("01-fhir/hl7-r4-examples"));
  const order = (file: string) => (/^(Patient|Location|Practitioner)-/.test(file) ? 0 : 1);
  const { send } = server();

  it.each(files.toSorted((a, b) => order(a) - order(b)))("%s", async (file) => {
    const resource = sharedJson<{ resourceType: string; id: string }>(`01-fhir/hl7-r4-examples/${file}`);
    for (const [method, path] of [
      ["PUT", `/${resource.resourceType}/${resource.id}`],
      ["POST", `/${resource.resourceType}`],
    ] as const) {
      const { status, body } = await send(method, path, resource);
      expect(answersOf(resource.resourceType)).toContain(status);
      expect(body.resourceType).toBe("OperationOutcome");
      expect(body.issue[0].severity).toBe(status < 400 ? "information" : "error");
    }
  });
});

/** Those that stand alone are taken; a patient's own need the patient, who is not always among the examples. */
function answersOf(type: string): number[] {
  if (["Patient", "Location", "Practitioner"].includes(type)) return [200, 201];
  return readers.has(type) ? [200, 201, 422] : [422];
}
