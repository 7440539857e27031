import { ownedId, patientOf } from "#lib/domain/ids.ts";
import { callOutcomes } from "#lib/domain/outreach/call-outcomes.ts";
import type { StaffTask } from "#lib/domain/task.ts";
import type { Purpose } from "#lib/domain/words.ts";
import type { ChannelPort, Envelope, Ports } from "#lib/ports.ts";
import { writeOnce } from "../aws/write-once.ts";

type Needs = Pick<Ports, "records" | "clock">;

/** E.164: ITU-T E.164 section 6, at most fifteen digits. */
const dialled = /^\+[1-9]\d{6,14}$/;

/** A call by staff: a task in a queue, with whom to call and what to say. Its outcome is the message's receipt. */
export const staffCallChannel = ({ records, clock }: Needs): ChannelPort => ({
  channel: "staff-call",
  async send(envelope) {
    const { address, call } = envelope;
    if (!dialled.test(address) || !call)
      return { outcome: "refused", code: "address_invalid", detail: "no_number_to_call" };
    const data = taskOf({ ...envelope, call }, clock.now());
    const event = {
      type: "staff-task.opened",
      at: data.openedAt,
      actor: { type: "system", id: "deliver" },
      cause: envelope.outreachId,
    } as const;
    return writeOnce("staff-call", records, { kind: "staffTask", id: data.id, expect: 0, data, event });
  },
});

const priorities: Record<Purpose, StaffTask["priority"]> = {
  safety: "urgent",
  care: "normal",
  operations: "normal",
  marketing: "low",
};

type WithCall = Envelope & { call: NonNullable<Envelope["call"]> };

function taskOf(
  { outreachId, attempt, address, purpose, body, language, call }: WithCall,
  openedAt: string,
): StaffTask {
  const patientId = patientOf(outreachId);
  return {
    id: ownedId("staffTask", patientId, "call", outreachId, attempt),
    patientId,
    queue: call.queue,
    title: `Call the patient (${call.speaks})`,
    priority: priorities[purpose as Purpose] ?? "normal",
    status: "open",
    outcomes: Object.keys(callOutcomes),
    about: outreachId,
    call: {
      outreachId,
      attempt,
      phone: address,
      speaks: call.speaks,
      scriptLanguage: language,
      script: body,
    },
    openedAt,
    dueAt: call.dueAt,
  };
}
