import type { EventType } from "#lib/domain/event.ts";
import { ownedId } from "#lib/domain/ids.ts";
import type { By } from "#lib/domain/ingest/by.ts";
import { factFrom, factVerdict } from "#lib/domain/ingest/fact-from.ts";
import type { FactInput } from "#lib/domain/inputs.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import { retried } from "../retry.ts";
import {
  eventOf,
  expectOwner,
  expectPatientId,
  expectVersion,
  type IngestPorts,
  type Saved,
  unknownReference,
} from "./change.ts";

export const factId = ({ patientId, type, reference }: FactInput, unique: string): string =>
  ownedId("fact", patientId, type, reference ?? `unique:${unique}`);

/** Records what the EHR says of a patient's care. Throws `unknown_reference` (patient), `not_found`, `stale_version`. */
export async function saveFact(ports: IngestPorts, input: FactInput, by: By): Promise<Saved<"fact">> {
  expectPatientId(input.patientId);
  expectOwner(by, input.patientId);
  const patient = await ports.records.get("patient", input.patientId);
  if (!patient) throw unknownReference("/patientId");
  const id = by.id ?? factId(input, ports.ids.unique());
  return saveKnownFact(ports, input, by, { id, read: await ports.records.get("fact", id) });
}

/** The same for a patient known to be there; `read` is what an earlier read found under this id. */
export async function saveKnownFact(
  ports: IngestPorts,
  input: FactInput,
  by: By,
  { id, read }: { id: string; read: Stored<"fact"> | undefined },
): Promise<Saved<"fact">> {
  return retried(async (again) => {
    const previous = again ? await ports.records.get("fact", id, { consistent: true }) : read;
    expectVersion(by, previous);
    const verdict = factVerdict(previous?.data, input);
    if (previous && (verdict === "unchanged" || by.onlyIfNew))
      return { record: previous, outcome: "unchanged" };
    const stale = previous !== undefined && verdict === "stale";
    const data = stale ? previous.data : factFrom(id, input, previous?.data);
    const type: EventType = stale ? "fact.stale" : previous ? "fact.updated" : "fact.recorded";
    const event = eventOf(ports, by, type);
    const expect = previous?.version ?? 0;
    await ports.records.save([{ kind: "fact", id, expect, data, event }]);
    const record: Stored<"fact"> = { kind: "fact", id, version: expect + 1, data, event };
    return { record, outcome: stale ? "stale" : previous ? "updated" : "created" };
  });
}
