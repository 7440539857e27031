import type { Faults } from "./allowance.ts";
import type { Bar, ClaimSeen, Evidence } from "./evidence.ts";

/** A campaign is asked once more before the call, which may be slow; a switch is known five seconds late. */
const allowedMs: Record<Bar["what"], number> = {
  campaign: 30_000,
  "stopped-campaign": 30_000,
  everything: 50_000,
  journey: 50_000,
};

function isUnder({ what, ref }: Bar, { outreach }: ClaimSeen, { mirror }: Evidence): boolean {
  const { purpose, confirmsStop, campaign, enrollmentId, journey } = outreach.data;
  if (what === "everything") return purpose !== "safety" && !confirmsStop;
  if (what === "journey") return journey?.id === ref && purpose !== "safety";
  const begunBy = enrollmentId && mirror.get("enrollment", enrollmentId)?.data.campaign;
  return (campaign?.id ?? begunBy) === ref;
}

/** 11. Nothing leaves that was stopped or paused, from when that was answered. */
export const nothingPastABrake = (e: Evidence): Faults =>
  e.left.flatMap(({ envelope, atMs, claim }) => {
    const bar =
      claim &&
      e.bars.find((b) => b.fromMs + allowedMs[b.what] < atMs && atMs < b.untilMs && isUnder(b, claim, e));
    return bar ? [`${envelope.outreachId} left past ${bar.what} ${bar.ref}`] : [];
  });
