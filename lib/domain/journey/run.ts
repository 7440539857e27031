import type { Enrollment, News } from "../enrollment.ts";
import { addDuration, withDuration } from "../time/duration.ts";
import { nextAllowed } from "../time/hours.ts";
import { dateOf, daysOf, epochOf, instantOf } from "../time/instant.ts";
import { smeared } from "../time/smear.ts";
import { atLocalTime, toInstant } from "../time/time.ts";
import type { Instant } from "../words.ts";
import type { JourneyDraft } from "./definition.ts";
import type { Effect, Facts } from "./effects.ts";
import type { Moment } from "./grammar.ts";

/** One turn in the making: the enrollment, its visits and what it has open are this turn's own; the rest is given. */
export type Run = {
  readonly definition: JourneyDraft;
  readonly facts: Facts;
  readonly now: Instant;
  readonly enrollment: Enrollment;
  readonly effects: Effect[];
  /** The patient's own message that this part of the turn acts on, and when it came. */
  answering?: { message: string; at: Instant } | undefined;
  /** The outreach of the step it is at, once asked for: its id is a digest, half the price of a turn. */
  own?: { step: string; occurrence: number; outreachId: string };
};

/** What a step comes to. `answer` is the patient's, where that is why. */
export type Move = Going | { do: "wait"; until: Instant } | { do: "end"; outcome: string; reason: string };

type Going = { do: "go"; to: string; why: string; answer?: string };

/** Each kind of step is one of these; all of them are total: they never throw on a definition the schema took. */
export type StepKind<S> = {
  enter(step: S, run: Run): Move;
  /** Its wait is over. Steps that never wait have none. */
  wake?(step: S, run: Run): Move;
  /** News while it waits; undefined where it does not concern the step. */
  hear?(step: S, run: Run, news: News): Move | undefined;
  /** Puts away what it has open in the world. */
  leave?(step: S, run: Run, cause: Cause): void;
};
export type Cause = { why: string; answer?: string };

export const go = (to: string, why: string): Going => ({ do: "go", to, why });
export const wait = (until: Instant): Move => ({ do: "wait", until });
/** Ends that no author wrote: the report tells them from outcomes by the reason. */
export const stop = (reason: string): Move => ({ do: "end", outcome: "stopped", reason });
/** Where the author named no step for this, the journey ends and says so. */
export const goOrStop = (to: string | undefined, why: string): Move => (to ? go(to, why) : stop(why));

export const stepName = (run: Run): string => run.enrollment.step as string;
export const occurrence = (run: Run): number => run.enrollment.visits[stepName(run)] ?? 1;

/**
 * The first instant from now at which this journey may say that to the patient; undefined where there is none. What has
 * to wait for an opening is smeared, as the gate smears it.
 */
export function speakingTime({ definition, facts, now }: Run, outreachId: string): Instant | undefined {
  if (definition.purpose === "safety") return now;
  const { hours: week, smearMinutes: minutes } = facts.policy;
  const { timeZone: zone, preference } = facts.patient;
  try {
    const open = nextAllowed(now, zone, week, preference.hours);
    return open > now ? smeared(open, outreachId, { minutes, zone, week, own: preference.hours }) : open;
  } catch {
    return undefined; // A policy that is closed for a month: nothing can be said, which is an outcome.
  }
}

export const after = (run: Run, from: Instant, duration: string): Instant =>
  addDuration(from, duration, run.facts.patient.timeZone);

export const earliest = (a: Instant, b: Instant | undefined): Instant => (b && b < a ? b : a);

/** The instant a moment names, or undefined while its anchor is not known. */
export function momentOf(moment: Moment, run: Run): Instant | undefined {
  const zone = zoneOf(moment, run);
  const anchor = anchorOf(moment, run, zone);
  if (!anchor) return undefined;
  const { offset, at } = moment;
  if (!offset && !at) return anchor;
  const shifted = offset ? withDuration(epochOf(anchor), offset, zone) : epochOf(anchor);
  return at ? atLocalTime(shifted, at, zone) : instantOf(shifted);
}

/** A visit's hours are those of the place it is at; everything else is the patient's. */
const zoneOf = (moment: Moment, { facts }: Run): string =>
  (moment.anchor.startsWith("appointment.") && facts.appointment?.timeZone) || facts.patient.timeZone;

function anchorOf({ anchor }: Moment, { facts, enrollment }: Run, zone: string): Instant | undefined {
  if (anchor === "appointment.start") return facts.appointment?.start;
  if (anchor === "appointment.end") return facts.appointment?.end;
  if (anchor === "enrollment.started") return enrollment.startedAt;
  return asInstant(facts.patient.attributes[anchor.slice("patient.attributes.".length)], zone);
}

const written =
  /^(\d{4}-\d\d-\d\d)(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)(Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?)?$/;

/** A date is its midnight there, a time without an offset is by the clock there; what is neither is no anchor. */
function asInstant(value: unknown, zone: string): Instant | undefined {
  const [, date, time = "00:00", offset] = written.exec(String(value)) ?? [];
  if (!date || dateOf(daysOf(date)) !== date) return undefined;
  return offset ? instantOf(Date.parse(String(value))) : toInstant(date, time, zone);
}
