import * as z from "zod";

/** One way out of a channel: a number, a pool, a configuration set. `weight`: its share while all are well. */
export const Sender = z.object({ name: z.string().min(1).max(128), weight: z.number().positive() });
export type Sender = z.infer<typeof Sender>;

/** How much of its weight a sender lost (0 to 1), and when, in Unix milliseconds. */
export type Setback = { depth: number; at: number };
export type Standing = ReadonlyMap<string, Setback>;

/** Half of what was lost is back after this long: a throttle lasts seconds, and an account is mended in minutes. */
const halfLifeMs = 120_000;
/** Nobody starves: this share is kept, so that a sender that is well again is soon found out. */
const leastShare = 0.02;

/** What a definite answer takes of the weight that is left. A throttle says "less", an account's refusal "not at all". */
const severity = { throttled: 0.5, refused: 1 } as const;

const depthAt = (setback: Setback | undefined, now: number): number =>
  setback ? setback.depth * 2 ** (-Math.max(0, now - setback.at) / halfLifeMs) : 0;

export const weightAt = ({ name, weight }: Sender, standing: Standing, now: number): number =>
  weight * Math.max(leastShare, 1 - depthAt(standing.get(name), now));

export function setBack(known: Setback | undefined, outcome: keyof typeof severity, now: number): Setback {
  const depth = depthAt(known, now);
  return { depth: depth + (1 - depth) * severity[outcome], at: now };
}

/**
 * The senders in the order to be asked: the first by its lot (0 ≤ lot < 1), each with the chance of its weight; the
 * others by weight.
 */
export function inTurn<S extends Sender>(
  senders: readonly S[],
  standing: Standing,
  now: number,
  lot: number,
): S[] {
  const weighed = senders.map((sender) => ({ sender, weight: weightAt(sender, standing, now) }));
  const upTo = (n: number): number => weighed.slice(0, n).reduce((sum, { weight }) => sum + weight, 0);
  const mark = lot * upTo(weighed.length);
  const drawn = weighed.find((_, i) => mark < upTo(i + 1));
  return weighed
    .sort((a, b) => Number(b === drawn) - Number(a === drawn) || b.weight - a.weight)
    .map(({ sender }) => sender);
}

type End = { outcome: "accepted" | "throttled" } | { outcome: "refused"; code: string };

/**
 * Whether another sender may be asked: only after a definite no that is about this sender. What is wrong with the
 * address or the words is wrong with them everywhere, and an unknown end is never tried again (decision 4).
 */
export const mayAskAnother = (end: End): end is Extract<End, { outcome: "throttled" | "refused" }> =>
  end.outcome === "throttled" || (end.outcome === "refused" && end.code === "account");
