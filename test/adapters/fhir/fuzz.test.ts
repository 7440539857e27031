import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { create } from "#functions/http/fhir.ts";
import { fhirFormat } from "#lib/adapters/fhir/format.ts";
import { ehrClient, ingestWorld } from "#test/support/ingest.ts";

const subject = { reference: "Patient/p" };
const concept = { coding: [{ system: "urn:s", code: "c", display: "d" }], text: "t" };
const period = { start: "2026-01-01", end: "2026-01-02T10:00:00Z" };
const identifier = [{ system: "urn:i", value: "1", type: concept, use: "usual" }];
const telecom = [{ system: "phone", value: "312-555-0100", use: "mobile", rank: 1 }];
const name = [{ use: "official", given: ["A"], family: "B", text: "A B" }];
const address = [
  { use: "home", line: ["1 St"], city: "Mesa", state: "AZ", postalCode: "85201", country: "US" },
];

/** One of each type that is understood, with most of what is read of it. */
const resources: Record<string, unknown>[] = [
  {
    resourceType: "Patient",
    id: "p",
    identifier,
    name,
    telecom,
    address,
    birthDate: "1980-01-01",
    deceasedBoolean: false,
  },
  { resourceType: "RelatedPerson", id: "r", patient: subject, relationship: [concept], name, telecom },
  { resourceType: "Location", id: "l", identifier, name: "North", telecom, address: address[0] },
  { resourceType: "Practitioner", id: "d", identifier, name, telecom },
  {
    resourceType: "Appointment",
    id: "a",
    identifier,
    status: "booked",
    start: "2026-12-01T09:00:00Z",
    end: "2026-12-01T10:00:00Z",
    serviceType: [concept],
    participant: [{ actor: subject }, { actor: { reference: "Location/l", display: "North" } }],
  },
  { resourceType: "Encounter", id: "e", status: "finished", type: [concept], subject, period },
  {
    resourceType: "Condition",
    id: "c",
    clinicalStatus: concept,
    code: concept,
    subject,
    onsetDateTime: "2026",
  },
  {
    resourceType: "Observation",
    id: "o",
    status: "final",
    code: concept,
    subject,
    valueQuantity: { value: 1, unit: "g" },
  },
  {
    resourceType: "MedicationRequest",
    id: "m",
    status: "active",
    medicationReference: { reference: "#x" },
    subject,
  },
  { resourceType: "Immunization", id: "i", status: "completed", vaccineCode: concept, patient: subject },
  {
    resourceType: "Consent",
    id: "n",
    status: "active",
    patient: subject,
    dateTime: "2026-01-01",
    provision: { type: "deny", purpose: [{ code: "HMARKT" }] },
  },
];

const odd = fc.oneof(
  fc.anything({ maxDepth: 2 }),
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    null,
    "",
    "#",
    "Patient/",
    "Patient?identifier=",
    "urn:uuid:",
    "__proto__",
    "x".repeat(70_000),
  ),
);

type Json = Record<string, unknown>;

/** Replaces what lies at the end of a walk through the value. */
function changed(value: unknown, walk: number[], replacement: unknown): unknown {
  if (value === null || typeof value !== "object") return replacement;
  const keys = Object.keys(value);
  const [step, ...rest] = walk;
  if (step === undefined || keys.length === 0) return replacement;
  const key = keys[step % keys.length] as string;
  const inner = changed((value as Json)[key], rest, replacement);
  if (Array.isArray(value)) return value.with(Number(key), inner);
  return { ...value, [key]: inner };
}

const bundle = (all: unknown[]) => ({
  resourceType: "Bundle",
  type: "batch",
  entry: all.map((resource, i) => {
    const { resourceType, id } = resources[i] as { resourceType: string; id: string };
    return { resource, request: { method: "PUT", url: `${resourceType}/${id}` } };
  }),
});

const post = async (body: string) => {
  const handle = create(ingestWorld().ports, fhirFormat);
  return handle({ requestContext: ehrClient, httpMethod: "POST", path: "/fhir/R4", body });
};

const text = (value: unknown): string =>
  JSON.stringify(value, (_, v) => (typeof v === "bigint" ? String(v) : v)) ?? "";

describe("whatever is sent", () => {
  it("the sample itself is fine", async () => {
    const answer = await post(text(bundle(resources)));
    const statuses = JSON.parse(answer.body).entry.map(
      (e: { response: { status: string } }) => e.response.status,
    );
    expect(new Set(statuses)).toEqual(new Set(["200", "201"]));
  });

  it("any JSON is answered with 2xx or 4xx", async () => {
    await fc.assert(
      fc.asyncProperty(odd, async (body) => {
        const { statusCode } = await post(text(body));
        expect(statusCode >= 200 && statusCode < 500).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("any change of the envelope is answered with 2xx or 4xx", async () => {
    const walk = fc.array(fc.nat(30), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(walk, odd, async (way, value) => {
        const { statusCode } = await post(text(changed(bundle(resources), way, value)));
        expect(statusCode >= 200 && statusCode < 500).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("any change of any field is answered with 2xx or 4xx, and every entry of a batch too", async () => {
    const walk = fc.array(fc.nat(30), { minLength: 1, maxLength: 5 });
    const edits = fc.array(fc.tuple(fc.nat(resources.length - 1), walk, odd), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(edits, async (all) => {
        const sent = all.reduce<unknown[]>(
          (some, [i, way, value]) => some.with(i, changed(some[i], way, value)),
          resources,
        );
        const { statusCode, body } = await post(text(bundle(sent)));
        expect(statusCode >= 200 && statusCode < 500, body).toBe(true);
        for (const { response } of JSON.parse(body).entry ?? [])
          expect(Number(response.status)).toBeLessThan(500);
      }),
      { numRuns: 1500 },
    );
  });
});
