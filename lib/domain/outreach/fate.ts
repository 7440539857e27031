import type { ChangeEvent, EventType } from "../event.ts";
import { durationMs } from "../time/duration.ts";
import { plusMs } from "../time/instant.ts";
import type { Channel, Instant } from "../words.ts";
import { type Attempt, isOpen, type Outreach } from "./outreach.ts";
import { isDelivered, receiptStatus } from "./receipts.ts";
import type { Routing } from "./route.ts";

/** An outreach's next state, and the event that says so. */
export type Step = { outreach: Outreach; type: EventType; reason?: string };

/** Kept with the outreach: enough to see why it waited, without growing for ever. */
const keptDecisions = 6;

const decided = (o: Outreach, routing: Pick<Routing, "decision">): Outreach => ({
  ...o,
  decisions: [...o.decisions, routing.decision].slice(-keptDecisions),
});

/** What the gate's answer makes of an outreach that does not leave now. */
export function afterRouting(o: Outreach, routing: Exclude<Routing, { go: "send" }>, now: Instant): Step {
  const reason = routing.decision.reason as string;
  const next = decided(o, routing);
  switch (routing.go) {
    case "hold":
      return {
        outreach: { ...next, status: "held", reason, dueAt: routing.until },
        type: "outreach.held",
        reason,
      };
    case "reroute":
      return rerouted(next, routing.channel, reason, now);
    case "drop":
      if (hasLeft(o)) return asSent(next, reason);
      if (reason === "cancelled")
        return { outreach: { ...next, status: "cancelled", reason }, type: "outreach.cancelled", reason };
      return { outreach: { ...next, status: "suppressed", reason }, type: "outreach.suppressed", reason };
  }
}

/** On to the next channel, at once. */
export function rerouted(o: Outreach, channel: Channel, reason: string, now: Instant): Step {
  const { fallbackAt: _, ...rest } = o;
  return {
    outreach: { ...rest, status: "planned", channel, reason, dueAt: now },
    type: "outreach.rerouted",
    reason,
  };
}

const lastAccepted = (o: Outreach): Attempt | undefined =>
  o.attempts.findLast((a) => a.outcome === "accepted");

/** Whether a provider has taken it once already: what comes after an unheard channel cannot unsend it. */
export const hasLeft = (o: Outreach): boolean => lastAccepted(o) !== undefined;

/** Its fate is what the channel that took it came to; why there is no further one is the reason. */
function asSent(o: Outreach, reason: string): Step {
  const attempt = (o.attempts.find(isDelivered) ?? lastAccepted(o)) as Attempt;
  const status = receiptStatus(attempt.receipt) ?? "sent";
  const { fallbackAt: _, ...rest } = o;
  return {
    outreach: { ...rest, status, channel: attempt.channel, reason },
    type: "outreach.receipt",
    reason,
  };
}

/**
 * What becomes of one whose channel was silent for as long as it is borne: the next channel, or nothing more, where it
 * was heard meanwhile or no other could carry it. Only what a provider took has such a clock, so an unknown outcome
 * is never followed by a second copy.
 */
export function afterSilence(
  o: Outreach,
  then: { heard: boolean; next: Channel | undefined },
  now: Instant,
): Step {
  if (!then.heard && then.next) return rerouted(o, then.next, "silent", now);
  const { fallbackAt: _, ...rest } = o;
  const reason = then.heard ? "heard" : "no_other_channel";
  return { outreach: rest, type: "outreach.receipt", reason };
}

/** It has left by one channel and shall by no other: its fate is what that one came to. */
export function withoutFallback(o: Outreach, reason: string): Step {
  if (isOpen(o)) return asSent(o, reason);
  const { fallbackAt: _, ...rest } = o;
  return { outreach: rest, type: "outreach.receipt", reason };
}

/** When the silence of the channel used has lasted long enough; never, on the last of the plan. */
function silenceOf(o: Outreach, { channel, at }: Attempt): { fallbackAt?: Instant } {
  const clock = o.clocks?.[channel];
  if (!clock || o.plan.indexOf(channel) === o.plan.length - 1) return {};
  return { fallbackAt: plusMs(at, durationMs(clock)) };
}

/** A sender that throttles this often has failed the message. */
const mostAttempts = 12;

/** What a provider's answer makes of it. `next` is the channel a definite refusal goes on to. */
export function afterAttempt(
  o: Outreach,
  attempt: Attempt,
  then: { routing?: Pick<Routing, "decision">; next?: Channel; retryAt?: Instant },
): Step {
  const told = o.attempts.find((a) => a.n === attempt.n)?.receipt;
  const others = o.attempts.filter((a) => a.n !== attempt.n);
  const attempts = [...others, { ...attempt, ...(told && { receipt: told }) }];
  const tried = { ...(then.routing ? decided(o, then.routing) : o), attempts };
  const reason = attempt.code;
  // It was given up as lost, and the sender was only slow.
  if (o.status === "unknown" && attempt.outcome === "accepted")
    return { outreach: { ...tried, status: "sent", reason: "accepted" }, type: "outreach.sent" };
  // A receipt was quicker than this record: what it said stands.
  if (!isOpen(o)) return { outreach: tried, type: "outreach.sent" };
  const fate = attempts.some(isDelivered)
    ? ({ status: "delivered", reason: "delivered" } as const)
    : ({ status: "sent", reason: "accepted" } as const);
  switch (attempt.outcome) {
    case "accepted":
      return { outreach: { ...tried, ...fate, ...silenceOf(tried, attempt) }, type: "outreach.sent" };
    case "unknown":
      if (fate.status === "delivered") return { outreach: { ...tried, ...fate }, type: "outreach.receipt" };
      return {
        outreach: { ...tried, status: "unknown", reason: reason ?? "no_answer" },
        type: "outreach.unknown",
      };
    case "refused":
      if (then.next) return rerouted(tried, then.next, reason ?? "refused", attempt.at);
      return failed(tried, reason ?? "refused");
    case "throttled":
      if (attempt.n >= mostAttempts || !then.retryAt) return failed(tried, "throttled");
      return {
        outreach: { ...tried, status: "held", reason: "throttled", dueAt: then.retryAt },
        type: "outreach.held",
        reason: "throttled",
      };
  }
}

const failed = (o: Outreach, reason: string): Step =>
  hasLeft(o)
    ? asSent(o, reason)
    : { outreach: { ...o, status: "failed", reason }, type: "outreach.failed", reason };

export const stepEvent = (step: Step, by: Omit<ChangeEvent, "type" | "reason">): ChangeEvent => ({
  ...by,
  type: step.type,
  ...(step.reason && { reason: step.reason }),
});
