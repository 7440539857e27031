import { describe, expect, it } from "vitest";
import type { ConsentInput, FactInput } from "#lib/domain/inputs.ts";
import { recordConsent } from "#lib/usecases/ingest/record-consent.ts";
import { saveDirectoryEntry } from "#lib/usecases/ingest/save-directory.ts";
import { saveFact } from "#lib/usecases/ingest/save-fact.ts";
import { savePatient } from "#lib/usecases/ingest/save-patient.ts";
import { ehr, ingestWorld, maria } from "#test/support/ingest.ts";

async function clinic() {
  const world = ingestWorld();
  const { record } = await savePatient(world.ports, maria(), ehr);
  return { ...world, patientId: record.id };
}

describe("a fact", () => {
  const reading = (patientId: string, changes: Partial<FactInput> = {}): FactInput => ({
    patientId,
    reference: "obs-1",
    type: "observation",
    value: 120,
    sourceUpdatedAt: "2026-11-02T00:00:00.000Z",
    ...changes,
  });

  it("is recorded, corrected, repeated without a write, and not undone by an older message", async () => {
    const { ports, patientId, events } = await clinic();
    const outcomes = [];
    for (const changes of [
      {},
      {},
      { value: 130, sourceUpdatedAt: "2026-11-03T00:00:00.000Z" },
      { value: 110, sourceUpdatedAt: "2026-11-01T00:00:00.000Z" },
    ])
      outcomes.push((await saveFact(ports, reading(patientId, changes), ehr)).outcome);
    expect(outcomes).toEqual(["created", "unchanged", "updated", "stale"]);
    expect(events().filter((type) => type.startsWith("fact."))).toEqual([
      "fact.recorded",
      "fact.updated",
      "fact.stale",
    ]);
  });

  it("of nobody is refused", async () => {
    const { ports } = await clinic();
    await expect(saveFact(ports, reading(`pat_${"0".repeat(26)}`), ehr)).rejects.toMatchObject({
      code: "unknown_reference",
      errors: [{ pointer: "/patientId" }],
    });
  });
});

describe("a consent", () => {
  const at = (day: number) => `2026-11-0${day}T00:00:00.000Z`;
  const word = (patientId: string, changes: Partial<ConsentInput> = {}): ConsentInput => ({
    patientId,
    purpose: "marketing",
    state: "granted",
    at: at(1),
    reference: "form-1",
    ...changes,
  });

  it("goes to the ledger once and is effective at once", async () => {
    const { ports, patientId, records } = await clinic();
    const first = await recordConsent(ports, word(patientId), ehr);
    const again = await recordConsent(ports, word(patientId), ehr);
    expect([first.outcome, again.outcome]).toEqual(["created", "unchanged"]);
    expect((await records.list({ kind: "consent", of: "patient", patientId })).items).toHaveLength(1);
    const reach = await records.get("reach", patientId);
    expect(reach?.data.consents["marketing:*:*"]).toEqual({ granted: true, at: at(1) });
  });

  it("that comes late does not outweigh a later one", async () => {
    const { ports, patientId, records } = await clinic();
    await recordConsent(ports, word(patientId, { state: "revoked", at: at(2) }), ehr);
    await recordConsent(ports, word(patientId), ehr);
    const reach = await records.get("reach", patientId);
    expect(reach?.data.consents["marketing:*:*"]?.granted).toBe(false);
  });
});

it("a directory entry is known by every name it was given", async () => {
  const { ports, written } = await clinic();
  const identifiers = [
    { system: "urn:followthrough:fhir", value: "Location/1" },
    { system: "urn:npi", value: "9" },
  ];
  const place = { type: "location" as const, name: "North", identifiers };
  const { record } = await saveDirectoryEntry(ports, place, ehr);
  const renamed = { ...place, name: "North Wing", identifiers: identifiers.slice(1) };
  expect((await saveDirectoryEntry(ports, renamed, ehr)).record.id).toBe(record.id);
  const before = written.length;
  expect((await saveDirectoryEntry(ports, renamed, ehr)).outcome).toBe("unchanged");
  expect(written.length).toBe(before);
});
