import { Refusal } from "#lib/domain/errors.ts";
import type { FactInput } from "#lib/domain/inputs.ts";
import type { IntakeEntry } from "#lib/domain/intake.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import { limited } from "../limited.ts";
import { expectOwner } from "./change.ts";
import { byOf, type Import, idOf, resultOf, settled } from "./import-run.ts";
import { factId, saveKnownFact } from "./save-fact.ts";

const mostPerRead = 100;

/** Facts are most of a bundle and touch nothing else: they are read a hundred at a time and written several at once. */
export async function importFacts(run: Import, indexes: number[], atOnce: number): Promise<void> {
  const known = indexes.flatMap((i) => {
    const found = inputOf(run, i);
    if (found) return [{ i, ...found }];
    run.results[i] = refusedPatient;
    return [];
  });
  for (let from = 0; from < known.length; from += mostPerRead) {
    const some = known.slice(from, from + mostPerRead);
    const ids = [...new Set(some.map(({ id }) => id))];
    const read = await run.ports.records.getMany(ids.map((id) => ({ kind: "fact" as const, id })));
    const byId = new Map(read.flatMap((fact) => (fact ? [[fact.id, fact] as [string, Stored<"fact">]] : [])));
    await limited(some, atOnce, async ({ i, id, input }) => {
      const by = byOf(run, run.reading.entries[i] as IntakeEntry);
      run.results[i] = await settled(async () => {
        expectOwner(by, input.patientId);
        return resultOf(await saveKnownFact(run.ports, input, by, { id, read: byId.get(id) }));
      });
    });
  }
}

const refusedPatient = {
  outcome: "refused" as const,
  faults: [
    { code: "unknown_reference" as const, path: [], detail: new Refusal("unknown_reference").message },
  ],
};

function inputOf(run: Import, i: number): { id: string; input: FactInput } | undefined {
  const entry = run.reading.entries[i] as IntakeEntry;
  if (entry.ask.do !== "fact") return undefined;
  const patientId = idOf(run, entry.ask.patient.ref);
  if (!patientId) return undefined;
  const input = { ...entry.ask.input, patientId };
  return { input, id: entry.id ?? factId(input, run.ports.ids.unique()) };
}
