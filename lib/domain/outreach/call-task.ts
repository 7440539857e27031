import { ownedId, patientOf } from "../ids.ts";
import type { PhoneCall, StaffTask } from "../task.ts";
import type { Instant, Purpose } from "../words.ts";
import { callOutcomes } from "./call-outcomes.ts";
import type { Call } from "./enclosed.ts";

/** The task that a call of this attempt is: the same attempt is the same task. */
export const callTaskId = (outreachId: string, attempt: number): string =>
  ownedId("staffTask", patientOf(outreachId), "call", outreachId, attempt);

const priorities: Record<Purpose, StaffTask["priority"]> = {
  safety: "urgent",
  care: "normal",
  operations: "normal",
  marketing: "low",
};

/** A message that a person says: of which attempt, to whom, and how urgent. */
type Asked = Omit<PhoneCall, "speaks"> & { purpose: string } & Call;

/** A call by staff as work in a queue; what it can come to is what a receipt can say of it. */
export const callTask = (
  { outreachId, attempt, purpose, queue, dueAt, speaks, ...said }: Asked,
  openedAt: Instant,
): StaffTask => ({
  id: callTaskId(outreachId, attempt),
  patientId: patientOf(outreachId),
  queue,
  title: `Call the patient (${speaks})`,
  priority: priorities[purpose as Purpose] ?? "normal",
  status: "open",
  outcomes: Object.keys(callOutcomes),
  about: outreachId,
  call: { outreachId, attempt, speaks, ...said },
  openedAt,
  dueAt,
});
