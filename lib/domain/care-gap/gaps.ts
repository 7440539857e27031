import type { Profile } from "../segment/profile.ts";
import { ageAt } from "../time/age.ts";
import type { Instant } from "../words.ts";
import type { CareGapRule, Evidence } from "./rule.ts";

export type GapStanding =
  | { standing: "not-for-them"; why: "age-unknown" | "age" | "sex" | "needs" | "not-cared-for" }
  | { standing: "excused"; why: string }
  | { standing: "done" }
  | { standing: "gap"; why: "never" | "too-long-ago" | "above" };

/** Where a patient stands with one preventive service as of an instant, and why. */
export function standingOf(profile: Profile, rule: CareGapRule, asOf: Instant): GapStanding {
  const barred = notForThem(profile, rule, asOf);
  if (barred) return { standing: "not-for-them", why: barred };
  const codes = codesOf(profile);
  const met = (evidence: Evidence): boolean => has(codes, evidence, asOf);
  if (!rule.needs.every(met)) return { standing: "not-for-them", why: "needs" };
  const age = ageOn(profile, rule, asOf) as number;
  const excuse = rule.excuses.find(({ all, from }) => age >= (from ?? 0) && all.every(met));
  if (excuse) return { standing: "excused", why: excuse.why };
  if (isAbove(codes, rule, asOf)) return { standing: "gap", why: "above" };
  if (rule.done.some(met)) return { standing: "done" };
  const ever = rule.done.some(({ codes: any }) => has(codes, { codes: any }, asOf));
  return { standing: "gap", why: ever ? "too-long-ago" : "never" };
}

/** The gaps that are open. */
export const gapsOf = (
  profile: Profile,
  rules: readonly CareGapRule[],
  asOf: Instant,
): { rule: string; why: string }[] =>
  rules.flatMap((rule) => {
    const found = standingOf(profile, rule, asOf);
    return found.standing === "gap" ? [{ rule: rule.id, why: found.why }] : [];
  });

function notForThem({ who }: Profile, rule: CareGapRule, asOf: Instant) {
  if (who.deceased || !who.active) return "not-cared-for";
  const age = ageOn({ who }, rule, asOf);
  if (age === undefined) return "age-unknown";
  if (age < rule.ages[0] || age > rule.ages[1]) return "age";
  return rule.sex && who.gender !== rule.sex ? "sex" : undefined;
}

const ageOn = ({ who }: Pick<Profile, "who">, { agesOn }: CareGapRule, asOf: Instant): number | undefined =>
  who.birthDate === undefined
    ? undefined
    : ageAt(who.birthDate, agesOn === "new-year" ? `${asOf.slice(0, 4)}-01-01` : asOf);

type Codes = Map<string, [day: string, value?: number]>;

/** By code alone, latest first: a mammogram counts whether it came as a report or as an observation. */
function codesOf({ codes }: Profile): Codes {
  const found: Codes = new Map();
  for (const [key, entry] of Object.entries(codes)) {
    const code = key.slice(key.indexOf("|") + 1);
    const known = found.get(code);
    if (!known || known[0] < entry[0]) found.set(code, entry);
  }
  return found;
}

const has = (codes: Codes, { codes: any, months }: Evidence, asOf: Instant): boolean =>
  any.some((code) => {
    const entry = codes.get(code);
    if (!entry || entry[0] > asOf.slice(0, 10)) return false;
    return months === undefined || entry[0] > monthsBefore(asOf, months);
  });

function isAbove(codes: Codes, { unlessAbove }: CareGapRule, asOf: Instant): boolean {
  if (!unlessAbove) return false;
  const known = unlessAbove.codes.flatMap((code) => {
    const entry = codes.get(code);
    return entry && entry[0] <= asOf.slice(0, 10) ? [entry] : [];
  });
  const [latest] = known.sort(([a], [b]) => (a < b ? 1 : -1));
  return (latest?.[1] ?? 0) > unlessAbove.value;
}

/** That many months earlier; a day the month lacks becomes its last. */
function monthsBefore(asOf: Instant, months: number): string {
  const [year, month, date] = asOf.slice(0, 10).split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - months, Math.min(date, last))).toISOString().slice(0, 10);
}
