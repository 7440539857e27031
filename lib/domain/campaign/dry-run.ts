import * as z from "zod";
import { Instant } from "../words.ts";

const counts = z.record(z.string(), z.int());

export const CampaignDryRun = z.object({
  /** Patients looked at; all there are where `complete`, so that the counts are the campaign's. */
  looked: z.int(),
  complete: z.boolean(),
  send: z.int(),
  /** By reason code of the gate, as of each patient's own turn. */
  hold: counts,
  drop: counts,
  /** Message parts as carriers bill them, and what they cost at the prices of domain/outreach/list-prices.ts. */
  parts: z.int(),
  usd: z.number(),
  /** Turn of the first and of the last of those looked at. */
  firstAt: Instant.optional(),
  lastAt: Instant.optional(),
});
export type CampaignDryRun = z.infer<typeof CampaignDryRun>;

/** What the campaign would do for one patient. */
export type Foreseen =
  | { verdict: "send"; at?: Instant; parts: number; usd: number }
  | { verdict: "hold" | "drop"; reason: string };

/** What was foreseen for many, as a part of an operation keeps it: money in millionths of a dollar. */
export type Tally = { counts: Record<string, number>; firstAt?: Instant; lastAt?: Instant };
const million = 1_000_000;

export function tallied({ counts, firstAt, lastAt }: Tally, foreseen: Foreseen): Tally {
  const sums = { ...counts };
  const add = (what: string, count: number): void => {
    sums[what] = (sums[what] ?? 0) + count;
  };
  add("looked", 1);
  add(foreseen.verdict === "send" ? "send" : `${foreseen.verdict}:${foreseen.reason}`, 1);
  if (foreseen.verdict !== "send") return { ...spanOf([firstAt, lastAt]), counts: sums };
  add("parts", foreseen.parts);
  add("microUsd", Math.round(foreseen.usd * million));
  return { ...spanOf([firstAt, lastAt, foreseen.at]), counts: sums };
}

/** The first and the last of some instants. */
export function spanOf(instants: (Instant | undefined)[]): Omit<Tally, "counts"> {
  const known = instants.filter((at) => at !== undefined).sort();
  const [firstAt, lastAt] = [known[0], known.at(-1)];
  return firstAt && lastAt ? { firstAt, lastAt } : {};
}

export function dryRunOf({ counts, ...span }: Tally, complete: boolean): CampaignDryRun {
  const beginning = (prefix: string): Record<string, number> =>
    Object.fromEntries(
      Object.entries(counts).flatMap(([what, count]) =>
        what.startsWith(prefix) ? [[what.slice(prefix.length), count]] : [],
      ),
    );
  const { looked = 0, send = 0, parts = 0, microUsd = 0 } = counts;
  return {
    ...{ looked, complete, send, parts, ...span },
    hold: beginning("hold:"),
    drop: beginning("drop:"),
    usd: microUsd / million,
  };
}
