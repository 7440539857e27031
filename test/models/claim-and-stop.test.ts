import { describe, expect, it } from "vitest";
import { directOutreachId } from "#lib/domain/ids.ts";
import type { Outreach } from "#lib/domain/outreach/outreach.ts";
import { aboutVisit } from "#lib/domain/outreach/plan.ts";
import { route } from "#lib/domain/outreach/route.ts";
import { withCancellation, withClaim } from "#lib/domain/reach/claims.ts";
import { type Reach, withStop, withVisit } from "#lib/domain/reach/reach.ts";
import {
  anAppointment,
  anOutreach,
  aPolicy,
  aReach,
  aSituation,
  aTemplate,
  aTuesday,
  patientId,
} from "#test/support/builders.ts";
import { explore, type Step } from "./explore.ts";

/**
 * The protocol of design decision 4 over its real functions: two deliveries of one message and one of another, a STOP,
 * a cancel and a visit that moves meet at one reach item, each reading it, deciding, and writing it under the version
 * read. Any of them may die between any two steps, and a trigger that died comes again. All orders are tried.
 */
type Actor = {
  name: string;
  at: "idle" | "read" | "claimed" | "over" | "dead";
  /** The version read, and what it decided on that ground. */
  version?: number;
  read?: Reach;
  deaths: number;
};

type State = {
  reach: Reach;
  version: number;
  actors: Actor[];
  /** Calls of the provider, by outreach: the version whose claim they follow. */
  sent: { outreach: string; claimed: number }[];
  /** The version at which the word took effect: nothing may be claimed after it. */
  stopped?: number;
  moved?: number;
  cancelled?: "cancelled" | "too_late";
};

type Variant = { names: string[]; deaths: number; perDay?: number; conditional?: boolean };

const visit = anAppointment();
const moved = anAppointment({ start: "2026-06-10T18:30:00.000Z" });
const first = anOutreach({ about: aboutVisit(visit) });
const second = anOutreach({ id: directOutreachId(patientId, "other"), about: aboutVisit(visit) });
const outreachOf = (name: string): Outreach => (name.startsWith("other") ? second : first);
const template = aTemplate();
const count = { day: "2026-06-02", week: "2026-W23" };

const begin = ({ names, deaths }: Variant): State => ({
  reach: withVisit(aReach(), visit, aTuesday),
  version: 1,
  actors: names.map((name) => ({ name, at: "idle", deaths })),
  sent: [],
});

/** What an actor writes, on the ground of what it read; undefined where there is nothing to do. */
function decision({ name, read }: Actor, { perDay = 5 }: Variant): Reach | "too_late" | undefined {
  const reach = read as Reach;
  if (name === "stop") return withStop(reach, ["cp-sms", "cp-email"], "all");
  if (name === "move") return withVisit(reach, moved, aTuesday);
  if (name === "cancel") return withCancellation(reach, first.id, 0, aTuesday);
  const outreach = outreachOf(name);
  const policy = aPolicy({ budget: { perDay, perWeek: 5 } });
  const routing = route(aSituation({ outreach, reach, policy, template }), "sms");
  return routing.go === "send" ? withClaim(reach, outreach.id, { n: 1, at: aTuesday }, count) : undefined;
}

function stepsOf(state: State, variant: Variant): Step<State>[] {
  return state.actors.flatMap((actor, i) => {
    const become = (next: Partial<Actor>, more: Partial<State> = {}): State => ({
      ...state,
      ...more,
      actors: state.actors.map((a, j) => (i === j ? strip({ ...a, ...next }) : a)),
    });
    const steps: Step<State>[] = [];
    if (actor.at === "idle")
      steps.push({
        by: `${actor.name} reads`,
        to: become({ at: "read", version: state.version, read: state.reach }),
      });
    if (actor.at === "read")
      steps.push({ by: `${actor.name} writes`, to: written(actor, state, variant, become) });
    if (actor.at === "claimed")
      steps.push({
        by: `${actor.name} sends`,
        to: become(
          { at: "over" },
          {
            sent: [...state.sent, { outreach: outreachOf(actor.name).id, claimed: actor.version as number }],
          },
        ),
      });
    if (actor.deaths > 0 && (actor.at === "read" || actor.at === "claimed"))
      steps.push({ by: `${actor.name} dies`, to: become({ at: "idle", deaths: actor.deaths - 1 }) });
    return steps;
  });
}

/** Who is done or begins anew holds nothing. */
const strip = (actor: Actor): Actor => {
  const { read: _, version: __, ...rest } = actor;
  if (actor.at === "read") return actor;
  return actor.at === "claimed" ? { ...rest, version: actor.version as number } : rest;
};

type Become = (next: Partial<Actor>, more?: Partial<State>) => State;

function written(actor: Actor, state: State, variant: Variant, become: Become): State {
  const conflict = actor.version !== state.version && variant.conditional !== false;
  if (conflict) return become({ at: "idle" });
  const next = decision(actor, variant);
  if (next === undefined) return become({ at: "over" });
  if (next === "too_late") return become({ at: "over" }, { cancelled: "too_late" });
  const version = state.version + 1;
  const write = { reach: variant.conditional === false ? merged(state.reach, actor, next) : next, version };
  if (actor.name === "stop") return become({ at: "over" }, { ...write, stopped: version });
  if (actor.name === "move") return become({ at: "over" }, { ...write, moved: version });
  if (actor.name === "cancel") return become({ at: "over" }, { ...write, cancelled: "cancelled" });
  return become({ at: "claimed", version }, write);
}

/** Check, then write one's own part alone: what a claim in an item of its own, without the condition, comes to. */
function merged(now: Reach, { name }: Actor, next: Reach): Reach {
  if (name === "stop") return { ...now, addresses: next.addresses };
  if (name === "move") return { ...now, visits: next.visits };
  if (name === "cancel") return { ...now, cancelled: next.cancelled };
  return { ...now, claims: { ...now.claims, ...next.claims }, budget: next.budget };
}

function wrong({ perDay = 5 }: Variant) {
  return ({ sent, stopped, moved: movedAt, cancelled }: State): string | undefined => {
    if (new Set(sent.map((s) => s.outreach)).size < sent.length) return "a message was sent twice";
    if (sent.some((s) => stopped !== undefined && s.claimed > stopped))
      return "a message was claimed after the STOP";
    if (sent.some((s) => movedAt !== undefined && s.claimed > movedAt)) return "a message named the old time";
    if (cancelled === "cancelled" && sent.some((s) => s.outreach === first.id))
      return "a cancelled message was sent";
    return sent.length > perDay ? "more was sent than the budget has" : undefined;
  };
}

const search = (variant: Variant) =>
  explore(begin(variant), (state) => stepsOf(state, variant), wrong(variant));

describe("in no order, whoever dies, does the claim let slip", () => {
  it.each<[string, Variant, number]>([
    ["a second copy", { names: ["deliver", "deliver again"], deaths: 2 }, 30],
    ["a message after STOP", { names: ["deliver", "deliver again", "stop"], deaths: 1 }, 100],
    ["a message that was cancelled", { names: ["deliver", "deliver again", "cancel"], deaths: 1 }, 100],
    ["the old time of a visit", { names: ["deliver", "deliver again", "move"], deaths: 1 }, 100],
    [
      "one message over the budget",
      { names: ["deliver", "deliver again", "other"], deaths: 1, perDay: 1 },
      100,
    ],
    [
      "anything of all that",
      { names: ["deliver", "deliver again", "other", "stop", "cancel", "move"], deaths: 0, perDay: 1 },
      1000,
    ],
  ])("%s", (_name, variant, atLeast) => {
    const { broken, states } = search(variant);
    expect(broken).toBeUndefined();
    expect(states).toBeGreaterThan(atLeast);
  });
});

describe("the same search finds what a check before an unconditional claim lets slip", () => {
  it.each<[string, string[], string]>([
    ["a second copy", ["deliver", "deliver again"], "a message was sent twice"],
    ["a message after STOP", ["deliver", "stop"], "a message was claimed after the STOP"],
    ["a message that was cancelled", ["deliver", "cancel"], "a cancelled message was sent"],
    ["the old time of a visit", ["deliver", "move"], "a message named the old time"],
    ["one message over the budget", ["deliver", "other"], "more was sent than the budget has"],
  ])("%s", (_name, names, what) => {
    const { broken } = search({ names, deaths: 0, perDay: 1, conditional: false });
    expect(broken?.what).toBe(what);
    expect(broken?.trace.length).toBeLessThanOrEqual(6);
  });
});
