import { endsChannel } from "#lib/domain/outreach/call-outcomes.ts";
import { rerouted, type Step, stepEvent } from "#lib/domain/outreach/fate.ts";
import { isOpen } from "#lib/domain/outreach/outreach.ts";
import { applyReceipt, isReceipt } from "#lib/domain/outreach/receipts.ts";
import type { Ports, Receipt } from "#lib/ports.ts";
import { retried } from "../retry.ts";
import { onward } from "./fall-back.ts";
import { type Loaded, loadOutreach } from "./load.ts";
import { recordReceipt, type Told } from "./record-receipt.ts";

type Needs = Pick<Ports, "records" | "clock" | "ids" | "log">;

/**
 * What became of work by hand or by post. Where it definitely reached nobody the next channel of the plan is tried at
 * once, in the one write that says so: its journey hears of an end only where there is no other channel.
 */
export async function recordOutcome(
  ports: Needs,
  receipt: Receipt,
  by: Told,
): Promise<"applied" | "known" | "not_ours"> {
  const wentOn = isReceipt(receipt.receipt) && endsChannel.has(receipt.receipt);
  const went = wentOn && (await retried(() => goOn(ports, receipt, by)));
  const answer = await recordReceipt(ports, receipt, by);
  return went ? "applied" : answer;
}

/** Answers whether there was a channel to go on to. */
async function goOn(ports: Needs, receipt: Receipt, by: Told): Promise<boolean> {
  const loaded = await loadOutreach(ports, receipt.outreachId, { consistent: true, by: "outcome" });
  if (!loaded || !speaksFor(loaded, receipt)) return false;
  const { heard, next } = await onward(ports, loaded);
  const { outreach, changed } = applyReceipt(loaded.outreach.data, receipt);
  if (heard || !next || !changed || outreach.status !== "undelivered") return false;
  const at = ports.clock.now();
  const step: Step = rerouted(outreach, next, outreach.reason ?? receipt.receipt, at);
  const { id, version: expect } = loaded.outreach;
  await ports.records.save([
    { kind: "outreach", id, expect, data: step.outreach, event: stepEvent(step, { at, ...by }) },
  ]);
  return true;
}

/** Whether the attempt is the last word so far: one that was followed by another channel is not followed again. */
const speaksFor = ({ outreach: { data } }: Loaded, { attempt, channel }: Receipt): boolean =>
  !isOpen(data) && data.channel === channel && data.attempts.at(-1)?.n === attempt;
