import { recordConsent } from "#lib/usecases/ingest/record-consent.ts";
import { saveAppointment } from "#lib/usecases/ingest/save-appointment.ts";
import { savePatient } from "#lib/usecases/ingest/save-patient.ts";
import { cancelOutreach } from "#lib/usecases/outreach/cancel-outreach.ts";
import { sendDirect } from "#lib/usecases/outreach/send-direct.ts";
import { answerTask } from "#lib/usecases/tasks/answer-task.ts";
import type { Core } from "./world.ts";

const by = { actor: { type: "client" as const, id: "sim" } };
const nobody = `pat_${"z".repeat(26)}`;

type Bad = { what: string; ask: (core: Core, patientId: string) => Promise<unknown> };

/** What the edge must refuse by name, whatever else is going wrong. */
const bads: Bad[] = [
  {
    what: "a patient of an unknown zone",
    ask: (core) =>
      savePatient(
        core,
        { reference: "bad", name: { given: "", family: "" }, timeZone: "America/Nowhere" },
        by,
      ),
  },
  {
    what: "a visit of nobody",
    ask: (core) => saveAppointment(core, { patientId: nobody, status: "booked" }, by),
  },
  {
    what: "a visit at a place of nowhere",
    ask: (core, patientId) =>
      saveAppointment(core, { patientId, status: "booked", locationId: "loc_nowhere" }, by),
  },
  {
    what: "a consent of nobody",
    ask: (core) => recordConsent(core, { patientId: nobody, state: "granted", reference: "bad" }, by),
  },
  {
    what: "a message by no template",
    ask: (core, patientId) =>
      sendDirect(core, { patientId, reference: "bad", template: "no-such", channels: "preferred" }, by),
  },
  {
    what: "an answer to no task, and the cancelling of no message",
    ask: async (core, patientId) => {
      await answerTask(core, `ptk_${patientId.slice(4)}_none`, "confirmed", by).catch(() => undefined);
      await cancelOutreach(core, `out_${patientId.slice(4)}_direct_none`, { ...by, reason: "sim" });
    },
  },
];

export function badInput(
  which: number,
  patientId: string,
): { what: string; ask: (core: Core) => Promise<unknown> } {
  const { what, ask } = bads[which % bads.length] as Bad;
  return { what, ask: (core) => ask(core, patientId) };
}
