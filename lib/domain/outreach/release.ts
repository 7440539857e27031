import { isEverything, journeySwitch } from "../switch.ts";
import { plusMs } from "../time/instant.ts";
import type { Instant } from "../words.ts";
import type { Outreach } from "./outreach.ts";

/** Every process obeys a switch within five seconds: what asks sooner would be held once more. In ms. */
const obeyedMs = 10_000;
/** All eight shards together let a hundred a second go, as much as a short code carries: no storm after a pause. */
const apartMs = 80;

/** When the n-th message of one shard is due again. */
export const releaseAt = (resumedAt: Instant, n: number): Instant =>
  plusMs(resumedAt, obeyedMs + n * apartMs);

/** Whether a message was held by the pause of this target; of a campaign's journey its run must say the rest. */
export function mayBeOf(target: string, { status, reason, journey, enrollmentId }: Outreach): boolean {
  if (status !== "held") return false;
  if (isEverything(target)) return reason === "paused_by_customer";
  if (target.startsWith("campaign:")) return reason === "campaign_paused" && enrollmentId !== undefined;
  return reason === "journey_paused" && journey !== undefined && target === journeySwitch(journey.id);
}
