import { Refusal } from "#lib/domain/errors.ts";
import type { By } from "#lib/domain/ingest/by.ts";
import { sourceDigest } from "#lib/domain/ingest/source.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Relation } from "#lib/domain/patient/patient.ts";
import { retried } from "../retry.ts";
import { eventOf, type IngestPorts, type Saved, unknownReference } from "./change.ts";

/**
 * Adds a relation, or replaces the one of the same reference. A source that says nothing of its scope leaves it as
 * narrow as it was. Throws `unknown_reference`, `busy`.
 */
export const saveRelation = (
  ports: IngestPorts,
  patientId: string,
  relation: Relation & { reference: string },
  by: By,
): Promise<Saved<"patient">> =>
  changeRelations(ports, patientId, by, (relations) => {
    const scope = relations.find(({ reference }) => reference === relation.reference)?.scope;
    return [
      ...relations.filter(({ reference }) => reference !== relation.reference),
      { ...(scope && { scope }), ...relation },
    ];
  });

/** Takes a relation away that no longer is one. Throws as `saveRelation`. */
export const removeRelation = (
  ports: IngestPorts,
  patientId: string,
  reference: string,
  by: By,
): Promise<Saved<"patient">> =>
  changeRelations(ports, patientId, by, (relations) => relations.filter((r) => r.reference !== reference));

const mostRelations = 50;
const tooMany = `A patient has ${mostRelations} relations at most.`;

async function changeRelations(
  ports: IngestPorts,
  patientId: string,
  by: By,
  change: (relations: Relation[]) => Relation[],
): Promise<Saved<"patient">> {
  return retried(async (consistent) => {
    const previous = await ports.records.get("patient", patientId, { consistent });
    if (!previous) throw unknownReference("/patientId");
    const relations = change(previous.data.relations).sort(byReference);
    if (sourceDigest(relations) === sourceDigest(previous.data.relations))
      return { record: previous, outcome: "unchanged" as const };
    if (relations.length > mostRelations) throw new Refusal("validation_failed", tooMany);
    const data = { ...previous.data, relations };
    const event = eventOf(ports, by, "patient.updated", "relation");
    await ports.records.save([{ kind: "patient", id: patientId, expect: previous.version, data, event }]);
    const record: Stored<"patient"> = { ...previous, version: previous.version + 1, data, event };
    return { record, outcome: "updated" as const };
  });
}

/** A fixed order, whatever the order of arrival. */
const byReference = (a: Relation, b: Relation): number =>
  (a.reference ?? "") < (b.reference ?? "") ? -1 : 1;
