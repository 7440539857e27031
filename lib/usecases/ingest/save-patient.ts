import type { By } from "#lib/domain/ingest/by.ts";
import { namesOf, newPatientId, patientFrom } from "#lib/domain/ingest/patient-from.ts";
import { sourceDigest, type Verdict, verdictOn } from "#lib/domain/ingest/source.ts";
import type { PatientInput } from "#lib/domain/inputs.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import { reachOf } from "#lib/domain/reach/reach.ts";
import { loadPolicy } from "../config.ts";
import { retried } from "../retry.ts";
import { honourStops, linkChanges, stopsOf } from "./address-links.ts";
import { eventOf, expectVersion, expectZone, type IngestPorts, type Saved } from "./change.ts";
import { type Found, findPatient } from "./find-patient.ts";
import { newAliases } from "./names.ts";

/**
 * Creates the patient or brings it up to date; which one it is, `by.id` or the input's own names say. One transaction
 * writes the patient, its reach, its names and its address links. Throws `not_found` (no such `by.id`),
 * `stale_version`, `validation_failed` (time zone), `busy`.
 */
export async function savePatient(
  ports: IngestPorts,
  input: PatientInput,
  by: By,
): Promise<Saved<"patient">> {
  expectZone(input.timeZone);
  const names = namesOf(input);
  const newId = newPatientId(names, names.length === 0 ? ports.ids.unique() : "");
  return retried(async (consistent) => {
    const found = await foundBy(ports, by, input, consistent);
    expectVersion(by, found.patient);
    const verdict = found.patient && verdictFor(found.patient, input, by);
    if (!found.patient || verdict === "apply")
      return write(ports, input, by, { ...found, newId, consistent });
    if (verdict === "unchanged") return { record: found.patient, outcome: "unchanged" as const };
    return keepStale(ports, by, found.patient);
  });
}

function verdictFor(patient: Stored<"patient">, input: PatientInput, by: By): Verdict {
  if (by.onlyIfNew) return "unchanged";
  if (by.amends) return "apply";
  const { sourceUpdatedAt } = input;
  return verdictOn(patient.data, { sourceUpdatedAt, sourceDigest: sourceDigest(input) });
}

async function foundBy(ports: IngestPorts, by: By, input: PatientInput, consistent: boolean): Promise<Found> {
  const found = await findPatient(ports.records, namesOf(input), { consistent });
  if (by.id === undefined) return found;
  return { patient: await ports.records.get("patient", by.id, { consistent }), free: found.free };
}

async function write(
  ports: IngestPorts,
  input: PatientInput,
  by: By,
  { patient: previous, free, newId, consistent }: Found & { newId: string; consistent: boolean },
): Promise<Saved<"patient">> {
  const { records } = ports;
  const id = previous?.id ?? newId;
  const [policy, reach] = await Promise.all([loadPolicy(ports), records.get("reach", id, { consistent })]);
  const known = { id, policy, previous: previous?.data, reach: reach?.data, amends: by.amends };
  const data = patientFrom(input, known);
  const [stops, links] = await Promise.all([
    stopsOf(records, data.contactPoints, consistent),
    linkChanges(ports, by, { next: data, previous: previous?.data, consistent }),
  ]);
  const names = free.map((name) => ({ noun: "patient" as const, name }));
  const expect = previous?.version ?? 0;
  const event = eventOf(ports, by, previous ? "patient.updated" : "patient.created");
  const reachEvent = eventOf(ports, by, "reach.updated");
  const reachData = reachOf(reach?.data, data, stops);
  await records.save([
    { kind: "patient", id, expect, data, event },
    { kind: "reach", id, expect: reach?.version ?? 0, data: reachData, event: reachEvent },
    ...newAliases(ports, by, id, names),
    ...links,
  ]);
  if (links.length > 0) await honourStops(ports, by, data);
  const record: Stored<"patient"> = { kind: "patient", id, version: expect + 1, data, event };
  return { record, outcome: previous ? "updated" : "created" };
}

/** An older message is recorded, not applied (invariant 5). */
async function keepStale(ports: IngestPorts, by: By, previous: Stored<"patient">): Promise<Saved<"patient">> {
  const { id, version, data } = previous;
  const event = eventOf(ports, by, "patient.stale");
  await ports.records.save([{ kind: "patient", id, expect: version, data, event }]);
  return { record: { ...previous, version: version + 1, event }, outcome: "stale" };
}
