import type { Part } from "../operation.ts";
import { summed } from "../operation.ts";
import type { Outreach, OutreachStatus } from "../outreach/outreach.ts";

/** What became of everybody whom an occurrence was meant for: each patient is counted once. */
export type CampaignReport = {
  targeted: number;
  /** Not planned (yet), by why: `waiting`, `stopped`, `gone` (the patient), `no_slot`, `journey` (it was begun). */
  notPlanned: Record<string, number>;
  fates: Partial<Record<OutreachStatus, number>>;
  /** Suppressed, failed and cancelled ones by reason code. */
  reasons: Record<string, number>;
};

const notSent: ReadonlySet<OutreachStatus> = new Set(["suppressed", "failed", "cancelled"]);

/** Counted from the outreaches themselves, of which every planned patient has one. */
export function reportOf(
  targeted: number,
  outreaches: Iterable<Pick<Outreach, "status" | "reason">>,
  { parts, stopped = false }: { parts: readonly Pick<Part, "counts">[]; stopped?: boolean },
): CampaignReport {
  const fates: CampaignReport["fates"] = {};
  const reasons: Record<string, number> = {};
  let found = 0;
  for (const { status, reason } of outreaches) {
    found += 1;
    fates[status] = (fates[status] ?? 0) + 1;
    if (notSent.has(status)) reasons[reason ?? "unknown"] = (reasons[reason ?? "unknown"] ?? 0) + 1;
  }
  const { planned: _, known: __, ...notPlanned } = summed(parts);
  const said = Object.values(notPlanned).reduce((sum, count) => sum + count, 0);
  const waiting = targeted - found - said;
  return {
    targeted,
    notPlanned: { ...notPlanned, ...(waiting > 0 && { [stopped ? "stopped" : "waiting"]: waiting }) },
    fates,
    reasons,
  };
}
