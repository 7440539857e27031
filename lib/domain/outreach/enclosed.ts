import type { Situation } from "../gate/situation.ts";
import { letterDay } from "../letter/day.ts";
import type { Format } from "../letter/paper.ts";
import type { ReachAddress } from "../reach/reach.ts";
import { durationMs } from "../time/duration.ts";
import { plusMs } from "../time/instant.ts";
import type { Channel, Instant } from "../words.ts";

/** What only paper needs: whose name stands above the address, when it was written, and how large its print is. */
export type Paper = { addressee: string; at: Instant; day: string; format: Format };

/** What only a person who calls needs: whose work it is, by when, and the patient's language. */
export type Call = { queue: string; dueAt: Instant; speaks: string };

/** A call that nobody made within this is late, where the outreach has no clock of its own for calls. */
const callWithin = "PT4H";

/** What one channel needs beside the words. `language`: the words' own. */
export function enclosed(
  { outreach, reach, policy, now }: Situation,
  channel: Channel,
  { address, language }: { address: ReachAddress; language: string },
): { paper?: Paper; call?: Call } {
  const { who } = reach;
  if (channel === "letter") {
    const day = letterDay(now, who.timeZone, language);
    const addressee = address.addressee ?? who.given;
    return {
      paper: { addressee, at: now, day, format: who.format === "large-print" ? who.format : "standard" },
    };
  }
  if (channel !== "staff-call") return {};
  const within = durationMs(outreach.clocks?.["staff-call"] ?? callWithin);
  const dueAt = plusMs(now, within);
  return { call: { queue: policy.replyQueue, dueAt, speaks: who.language } };
}
