import { Refusal } from "#lib/domain/errors.ts";
import type { By } from "#lib/domain/ingest/by.ts";
import type { EntryResult, IntakeEntry, Reading } from "#lib/domain/intake.ts";
import { limited } from "../limited.ts";
import type { IngestPorts, Saved } from "./change.ts";
import { importFacts } from "./import-facts.ts";
import { asking, byOf, type Import, idOf, resultOf, settled } from "./import-run.ts";
import { recordConsent } from "./record-consent.ts";
import { faultsOf, resolve, wantedOf } from "./resolve.ts";
import { saveAppointment } from "./save-appointment.ts";
import { saveDirectoryEntry } from "./save-directory.ts";
import { savePatient } from "./save-patient.ts";
import { removeRelation, saveRelation } from "./save-relation.ts";

/** Writers at once: a bundle must not take a customer's whole write capacity, nor a Lambda's sockets. */
const atOnce = 8;

/**
 * Carries out a message from an EHR. Of a transaction everything is read and resolved first, and nothing is written
 * where anything is wrong. Writing is by entry: each is idempotent, so sending the message again completes one that
 * ended half-way (`busy`, a crash). Everything of one patient that touches the reach item is written in order.
 */
export async function importIntake(
  ports: IngestPorts,
  reading: Reading,
  how: Pick<By, "actor" | "cause">,
): Promise<EntryResult[]> {
  const { entries, mode } = reading;
  const resolved = await resolve(ports.records, entries);
  const results = entries.map((entry): EntryResult => {
    const faults = "faults" in entry ? entry.faults : faultsOf(entry, entries, resolved);
    return faults.length > 0 ? { outcome: "refused", faults } : { outcome: "ignored", why: "" };
  });
  if (mode === "transaction" && results.some((r) => r.outcome === "refused")) return results;
  const run: Import = { ports, by: how, reading, resolved, results };
  await limited(asking(run, "directory"), atOnce, (i) => carryOut(run, i));
  await limited(asking(run, "patient"), atOnce, (i) => carryOut(run, i));
  await limited(byPatient(run), atOnce, async (indexes) => {
    for (const i of indexes) await carryOut(run, i);
  });
  await importFacts(run, asking(run, "fact"), atOnce);
  for (const i of asking(run, "nothing")) await carryOut(run, i);
  return results;
}

/** Entries that write a patient's own items, grouped by patient, in a sensible order. */
function byPatient(run: Import): number[][] {
  const groups = new Map<string, number[]>();
  for (const what of ["relation", "consents", "appointment"])
    for (const i of asking(run, what)) {
      const [first] = wantedOf(run.reading.entries[i] as IntakeEntry);
      const key = (first && idOf(run, first.wanted.ref)) ?? "";
      groups.set(key, [...(groups.get(key) ?? []), i]);
    }
  return [...groups.values()];
}

const carryOut = async (run: Import, i: number): Promise<void> => {
  run.results[i] = await settled(() => perform(run, run.reading.entries[i] as IntakeEntry));
};

async function perform(run: Import, entry: IntakeEntry): Promise<EntryResult> {
  const { ports } = run;
  const { ask } = entry;
  const by = byOf(run, entry);
  if (ask.do === "nothing") return { outcome: "ignored", why: ask.why };
  if (ask.do === "patient") return resultOf(await savePatient(ports, ask.input, by));
  if (ask.do === "directory") return resultOf(await saveDirectoryEntry(ports, ask.input, by));
  const patientId = idOf(run, ask.patient.ref);
  if (!patientId) throw new Refusal("unknown_reference");
  if (ask.do === "relation")
    return resultOf(
      ask.active
        ? await saveRelation(ports, patientId, ask.relation, by)
        : await removeRelation(ports, patientId, ask.relation.reference, by),
    );
  if (ask.do === "appointment") return resultOf(await importAppointment(run, patientId, ask, by));
  if (ask.do === "consents") return importConsents(run, patientId, ask, by);
  throw new Error("facts are imported together");
}

type Asked<D> = Extract<IntakeEntry["ask"], { do: D }>;

async function importAppointment(run: Import, patientId: string, ask: Asked<"appointment">, by: By) {
  const { ports } = run;
  const locationId = ask.location && idOf(run, ask.location.ref);
  const practitionerId = ask.practitioner && idOf(run, ask.practitioner.ref);
  const practitioner =
    practitionerId && !ask.input.practitionerName
      ? (await ports.records.get("directory", practitionerId))?.data.name.slice(0, 200)
      : ask.input.practitionerName;
  const input = {
    ...ask.input,
    patientId,
    ...(locationId && { locationId }),
    ...(practitioner && { practitionerName: practitioner }),
  };
  return saveAppointment(ports, input, by);
}

/** One FHIR Consent may be several entries of the ledger; it answers with the last. */
async function importConsents(
  run: Import,
  patientId: string,
  ask: Asked<"consents">,
  by: By,
): Promise<EntryResult> {
  const saved: Saved<"consent">[] = [];
  for (const input of ask.inputs) saved.push(await recordConsent(run.ports, { ...input, patientId }, by));
  const last = saved.findLast(({ outcome }) => outcome === "created") ?? saved.at(-1);
  return last ? resultOf(last) : { outcome: "ignored", why: "" };
}
