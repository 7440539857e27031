import { Refusal } from "../errors.ts";
import type { EventType } from "../event.ts";
import type { Actor, Instant } from "../words.ts";
import type { Campaign } from "./campaign.ts";

type Status = Campaign["status"];
export type Control = "approve" | "pause" | "resume" | "stop";

/** Which states each verb leads from, and where to. A campaign that is over stays as it is. */
const moves: Record<Control, { from: Status[]; to: Status; event: EventType }> = {
  approve: { from: ["draft"], to: "approved", event: "campaign.approved" },
  pause: { from: ["approved", "running"], to: "paused", event: "campaign.paused" },
  resume: { from: ["paused"], to: "running", event: "campaign.resumed" },
  // Of one that is finished some may still wait for a budget or an hour.
  stop: { from: ["approved", "running", "paused", "finished"], to: "stopped", event: "campaign.stopped" },
};

export type Moved = { campaign: Campaign; event: EventType };

/**
 * The campaign after the verb; undefined where it is there already, so that asking twice is asking once. Throws
 * `wrong_state`, and `forbidden` for an author who approves their own.
 */
export function moved(campaign: Campaign, control: Control, by: Actor): Moved | undefined {
  const { from, to, event } = moves[control];
  if (campaign.status === to) return undefined;
  if (!from.includes(campaign.status))
    throw new Refusal("wrong_state", `The campaign is ${campaign.status}.`);
  if (control !== "approve") return { campaign: { ...campaign, status: to }, event };
  if (isSame(by, campaign.author))
    throw new Refusal("forbidden", "Whoever wrote a campaign cannot approve it: ask a second person.");
  return { campaign: { ...campaign, status: to, approvedBy: by }, event };
}

const isSame = (a: Actor, b: Actor): boolean => a.type === b.type && a.id === b.id;

/** When its first occurrence begins: at once, or then. */
export const beginsAt = ({ nextAt }: Campaign, now: Instant): Instant =>
  nextAt && nextAt > now ? nextAt : now;
