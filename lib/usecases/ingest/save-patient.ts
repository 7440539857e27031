import { Refusal } from "#lib/domain/errors.ts";
import type { By } from "#lib/domain/ingest/by.ts";
import { namesOf, newPatientId, patientFrom } from "#lib/domain/ingest/patient-from.ts";
import { sourceDigest, verdictOn } from "#lib/domain/ingest/source.ts";
import type { PatientInput } from "#lib/domain/inputs.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Patient } from "#lib/domain/patient.ts";
import { reachOf } from "#lib/domain/reach.ts";
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
  const saved = await retried(async (consistent) => {
    const found = await foundBy(ports, by, input, consistent);
    expectVersion(by, found.patient);
    const facts = { sourceUpdatedAt: input.sourceUpdatedAt, sourceDigest: sourceDigest(input) };
    const verdict = verdictOn(found.patient?.data, facts);
    if (!found.patient || verdict === "apply") return write(ports, input, by, { ...found, newId });
    if (verdict === "unchanged") return { record: found.patient, outcome: "unchanged" as const };
    return keepStale(ports, by, found.patient);
  });
  if (saved.outcome === "created" || saved.outcome === "updated")
    await honourStops(ports, by, saved.record.data);
  return saved;
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
  { patient: previous, free, newId }: Found & { newId: string },
): Promise<Saved<"patient">> {
  const id = previous?.id ?? newId;
  const [policy, reach] = await Promise.all([loadPolicy(ports), ports.records.get("reach", id)]);
  const data = patientFrom(input, { id, policy, previous: previous?.data, reach: reach?.data });
  const [stops, links] = await Promise.all([
    stopsOf(ports.records, data.contactPoints),
    linkChanges(ports, by, data, previous?.data),
  ]);
  const expect = previous?.version ?? 0;
  const event = eventOf(ports, by, previous ? "patient.updated" : "patient.created");
  const reachData = reachOf(reach?.data, data, stops);
  await ports.records.save([
    { kind: "patient", id, expect, data, event },
    {
      kind: "reach",
      id,
      expect: reach?.version ?? 0,
      data: reachData,
      event: eventOf(ports, by, "reach.updated"),
    },
    ...newAliases(
      ports,
      by,
      id,
      free.map((name) => ({ noun: "patient", name })),
    ),
    ...links,
  ]);
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

/** Adds a relation, or replaces the one of the same reference. Throws `unknown_reference`, `busy`. */
export async function saveRelation(
  ports: IngestPorts,
  patientId: string,
  relation: Patient["relations"][number],
  by: By,
): Promise<Saved<"patient">> {
  return retried(async (consistent) => {
    const previous = await ports.records.get("patient", patientId, { consistent });
    if (!previous) throw new Refusal("unknown_reference");
    const { relations } = previous.data;
    const at = relations.findIndex(
      (r) => relation.reference !== undefined && r.reference === relation.reference,
    );
    if (at >= 0 && sourceDigest(relations[at]) === sourceDigest(relation))
      return { record: previous, outcome: "unchanged" as const };
    const next = at < 0 ? [...relations, relation] : relations.with(at, relation);
    const data = { ...previous.data, relations: next.sort(byReference) };
    const event = eventOf(ports, by, "patient.updated", "relation");
    await ports.records.save([{ kind: "patient", id: patientId, expect: previous.version, data, event }]);
    return {
      record: { ...previous, version: previous.version + 1, data, event },
      outcome: "updated" as const,
    };
  });
}

/** A fixed order, whatever the order of arrival. */
const byReference = (a: Patient["relations"][number], b: Patient["relations"][number]): number =>
  (a.reference ?? "") < (b.reference ?? "") ? -1 : 1;
