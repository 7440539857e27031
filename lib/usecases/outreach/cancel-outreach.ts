import { Refusal } from "#lib/domain/errors.ts";
import type { ChangeEvent } from "#lib/domain/event.ts";
import { patientOf } from "#lib/domain/ids.ts";
import type { Change, Stored } from "#lib/domain/kinds.ts";
import { hasLeft, stepEvent, withoutFallback } from "#lib/domain/outreach/fate.ts";
import { isOpen } from "#lib/domain/outreach/outreach.ts";
import { withCancellation } from "#lib/domain/reach/claims.ts";
import type { Reach } from "#lib/domain/reach/reach.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { retried } from "../retry.ts";

export type Cancelled = "cancelled" | "too_late";

/** Synchronous with the gate: after `cancelled` nothing can leave; `too_late` means it was claimed or has its fate. */
export function cancelOutreach(
  ports: Pick<Ports, "records" | "clock">,
  id: string,
  by: { actor: Actor; reason: string; cause?: string },
): Promise<{ answer: Cancelled; record: Stored<"outreach"> }> {
  return retried(async () => {
    const [outreach, reach] = await Promise.all([
      ports.records.get("outreach", id, { consistent: true }),
      ports.records.get("reach", patientOf(id), { consistent: true }),
    ]);
    if (!outreach || !reach) throw new Refusal("not_found");
    const event: ChangeEvent = { type: "outreach.cancelled", at: ports.clock.now(), ...by };
    const changes = cancelling(outreach, reach, event);
    if (!changes)
      return { answer: outreach.data.status === "cancelled" ? "cancelled" : "too_late", record: outreach };
    await ports.records.save(changes);
    const answer = changes[0].data.status === "cancelled" ? "cancelled" : "too_late";
    return { answer, record: { ...outreach, ...changes[0], version: outreach.version + 1 } };
  });
}

/**
 * The two writes that cancel, or undefined where it is too late or done. What has left by one channel is cancelled for
 * the next ones: it stays sent, and the budget taken.
 */
export function cancelling(
  outreach: Stored<"outreach">,
  reach: Stored<"reach">,
  event: ChangeEvent,
): [Change<"outreach">, Change<"reach">] | undefined {
  if (!isOpen(outreach.data) && !outreach.data.fallbackAt) return undefined;
  const next = withCancellation(reach.data, outreach.id, outreach.data.attempts.length, event.at);
  if (next === "too_late") return undefined;
  const reason = event.reason ?? "cancelled";
  if (hasLeft(outreach.data)) return endingFallback(outreach, { reach, next }, { ...event, reason });
  return [
    {
      kind: "outreach",
      id: outreach.id,
      expect: outreach.version,
      data: { ...outreach.data, status: "cancelled", reason },
      event,
    },
    {
      kind: "reach",
      id: reach.id,
      expect: reach.version,
      data: next,
      event: { ...event, cause: outreach.id },
    },
  ];
}

function endingFallback(
  outreach: Stored<"outreach">,
  { reach, next }: { reach: Stored<"reach">; next: Reach },
  event: ChangeEvent & { reason: string },
): [Change<"outreach">, Change<"reach">] {
  const step = withoutFallback(outreach.data, event.reason);
  const { claims, budget } = reach.data;
  return [
    {
      kind: "outreach",
      id: outreach.id,
      expect: outreach.version,
      data: step.outreach,
      event: stepEvent(step, event),
    },
    {
      kind: "reach",
      id: reach.id,
      expect: reach.version,
      data: { ...next, claims, budget },
      event: { ...event, cause: outreach.id },
    },
  ];
}
