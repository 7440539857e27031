import { callTask } from "#lib/domain/outreach/call-task.ts";
import type { ChannelPort, Ports } from "#lib/ports.ts";
import { writeOnce } from "../aws/write-once.ts";

type Needs = Pick<Ports, "records" | "clock">;

/** E.164: ITU-T E.164 section 6, at most fifteen digits. */
const dialled = /^\+[1-9]\d{6,14}$/;

/** A call by staff: a task in a queue, with whom to call and what to say. Its outcome is the message's receipt. */
export const staffCallChannel = ({ records, clock }: Needs): ChannelPort => ({
  channel: "staff-call",
  async send({ outreachId, attempt, address, purpose, body, language, call }) {
    if (!dialled.test(address) || !call)
      return { outcome: "refused", code: "address_invalid", detail: "no_number_to_call" };
    const said = { phone: address, scriptLanguage: language, script: body };
    const data = callTask({ outreachId, attempt, purpose, ...call, ...said }, clock.now());
    const event = {
      type: "staff-task.opened",
      at: data.openedAt,
      actor: { type: "system", id: "deliver" },
      cause: outreachId,
    } as const;
    return writeOnce("staff-call", records, { kind: "staffTask", id: data.id, expect: 0, data, event });
  },
});
