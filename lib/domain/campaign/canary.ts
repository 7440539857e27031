import { fraction } from "../ids.ts";
import type { Outreach } from "../outreach/outreach.ts";
import { declinesMarketing } from "../outreach/receipts.ts";
import type { Reach } from "../reach/reach.ts";
import type { Campaign } from "./campaign.ts";

/** Whether the patient's lot is in the first share. */
export const isCanary = ({ id, canary }: Pick<Campaign, "id" | "canary">, patientId: string): boolean =>
  canary !== undefined && fraction("canary", id, patientId) < canary.share;

export type Feeling = { sent: number; complaints: number; optOuts: number };
export const noFeeling: Feeling = { sent: 0, complaints: 0, optOuts: 0 };

const left: ReadonlySet<Outreach["status"]> = new Set(["sent", "delivered", "undelivered", "unknown"]);

/** How one patient of the share took what was sent to them: by the addresses it went to, as those are now, and by Meta's word. */
export function felt(sum: Feeling, outreaches: readonly Outreach[], reach: Reach): Feeling {
  const sent = outreaches.filter(({ status }) => left.has(status));
  if (sent.length === 0) return sum;
  const tried = sent.flatMap(({ attempts }) => attempts);
  const declined = tried.some(({ receipt }) => declinesMarketing(receipt));
  const used = new Set(tried.map(({ addressId }) => addressId));
  const addresses = reach.addresses.filter(({ id }) => used.has(id));
  return {
    sent: sum.sent + 1,
    complaints: sum.complaints + Number(addresses.some(({ health }) => health === "complained")),
    optOuts: sum.optOuts + Number(declined || addresses.some(({ stopped }) => stopped !== undefined)),
  };
}

/** Why the rest must not follow; undefined where it may. A share that reached nobody has shown nothing. */
export function verdictOn(
  { sent, complaints, optOuts }: Feeling,
  limits: NonNullable<Campaign["canary"]>,
): "canary_reached_nobody" | "canary_complaints" | "canary_opt_outs" | undefined {
  if (sent === 0) return "canary_reached_nobody";
  if (complaints / sent > limits.complaints) return "canary_complaints";
  return optOuts / sent > limits.optOuts ? "canary_opt_outs" : undefined;
}
