import { describe, expect, it } from "vitest";
import { newPatientWelcome } from "#lib/domain/library/onboarding.ts";
import { appointmentReminderFamily } from "#lib/domain/library/visits.ts";
import type { Life } from "#lib/domain/simulation/life.ts";
import { inCohort } from "#lib/domain/simulation/people.ts";
import { regressionTest } from "#lib/domain/simulation/regression.ts";
import { simulateRequest, templatesNamed } from "#lib/domain/simulation/request.ts";
import { SimulationRequest } from "#lib/domain/simulation/schemas.ts";
import { SimulationSettings as Settings } from "#lib/domain/simulation/settings.ts";
import { simulate } from "#lib/domain/simulation/simulate.ts";
import { cohort, draft, lifeOf, maria, say } from "#test/support/lives.ts";
import { published, simulated, simulatedMonday, simulationPolicy } from "#test/support/simulation.ts";

const ask = (more: object) => ({
  do: "ask",
  task: "x",
  template: "followup-book",
  answers: { confirmed: "yes", declined: "no" },
  within: "P1D",
  onSilence: "silent",
  ...more,
});
const ends = {
  yes: { do: "end", outcome: "yes" },
  no: { do: "end", outcome: "no" },
  silent: { do: "end", outcome: "silent" },
};

const sentAt = (life: Life): string[] => life.sent.map(({ at }) => at);
const noReplies = { answers: {}, stop: 0, withinHours: [1, 1] as [number, number] };

describe("a simulated clock", () => {
  const nextMorning = draft({
    wait: {
      do: "wait",
      until: { anchor: "enrollment.started", offset: "P1D", at: "10:00" },
      late: "now",
      next: "a",
    },
    a: say("yes"),
    ...ends,
  });

  it.each([
    ["summer time begins", "2026-03-07T15:00:00.000Z", "2026-03-08T16:00:00.000Z"],
    ["summer time ends", "2026-10-31T14:00:00.000Z", "2026-11-01T17:00:00.000Z"],
  ])("keeps the patient's own hours when %s: noon on a Sunday", (_, start, noon) => {
    expect(sentAt(lifeOf(nextMorning, start))).toEqual([noon]);
  });

  it("is silent on a federal holiday", () => {
    const life = lifeOf(draft({ a: say("yes"), ...ends }), "2026-07-03T13:00:00.000Z");
    // The 3rd is the observed holiday of a Saturday the 4th, which is one itself; Sunday opens at noon.
    expect(sentAt(life)).toEqual(["2026-07-05T16:00:00.000Z"]);
  });

  it("waits for the hours that the patient asked for", () => {
    const hours = { from: "17:00", to: "20:00" };
    const life = lifeOf(draft({ a: say("yes"), ...ends }), simulatedMonday, {
      patient: { preference: { hours } },
    });
    expect(sentAt(life)).toEqual(["2026-06-01T21:00:00.000Z"]);
  });
});

describe("a simulated budget", () => {
  const four = draft({ a: say("b"), b: say("c"), c: say("d"), d: say("yes"), ...ends });

  it("spreads four messages over days and weeks", () => {
    const life = lifeOf(four, simulatedMonday);
    expect(sentAt(life).map((at) => at.slice(0, 10))).toEqual([
      "2026-06-01",
      "2026-06-02",
      "2026-06-03",
      "2026-06-08",
    ]);
    expect(life.holds).toEqual(["daily_budget", "daily_budget", "weekly_budget"]);
  });

  it("is what the customer sets it to", () => {
    const life = lifeOf(four, simulatedMonday, { policy: { budget: { perDay: 4, perWeek: 4 } } });
    expect(new Set(sentAt(life).map((at) => at.slice(0, 10)))).toEqual(new Set(["2026-06-01"]));
  });
});

describe("simulated patients", () => {
  const asks = draft({ a: ask({}), ...ends });

  it("fall silent, and the journey goes on", () => {
    expect(lifeOf(asks, simulatedMonday, { settings: { replies: noReplies } }).enrollment?.outcome).toBe(
      "silent",
    );
  });

  it.each([
    [["confirmed"], "yes"],
    [["declined"], "no"],
    [["silence"], "silent"],
    [[], "silent"],
  ])("answer by a script (%j)", (script, outcome) => {
    expect(lifeOf(asks, simulatedMonday, { settings: { script: { 0: script } } }).enrollment?.outcome).toBe(
      outcome,
    );
  });

  it("get nothing more after they opted out, whatever the journey wants", () => {
    const twice = draft({ a: ask({ onSilence: "b" }), b: say("silent"), ...ends });
    const life = lifeOf(twice, simulatedMonday, { settings: { script: { 0: ["stop"] } } });
    expect(life.sent.map(({ step }) => step)).toEqual(["a"]);
    expect(life.lines).toContainEqual(expect.objectContaining({ what: "suppressed" }));
  });

  it("are told of a visit that moved while it was asked about", () => {
    const { timelines } = simulated(appointmentReminderFamily);
    expect(timelines.flatMap(({ lines }) => lines).some(({ note }) => note === "tell-moved by sms")).toBe(
      true,
    );
  });

  it("are the same for the same seed, and others for another", () => {
    const outcomes = (seed: number) =>
      JSON.stringify(simulated(newPatientWelcome, 30, { settings: { seed } }).timelines);
    expect(outcomes(7)).toBe(outcomes(7));
    expect(outcomes(7)).not.toBe(outcomes(8));
  });

  it("who do not fit the journey's own rule are not enrolled", () => {
    const strict = draft(
      { a: say("yes"), ...ends },
      {
        enrollWhen: { event: "patient.created", where: "patient.age > 200" },
      },
    );
    const stage = {
      definition: strict,
      templates: published,
      policy: simulationPolicy,
      now: simulatedMonday,
    };
    const result = simulateRequest(stage, SimulationRequest.parse({ patients: 5 }));
    expect(result.totals).toMatchObject({ enrolled: 0, notEnrolled: 5 });
    expect(result.surprises).toEqual([expect.stringMatching(/Nobody was enrolled/)]);
  });
});

describe("the watch over a simulation", () => {
  it("finds a circle that lint would have refused, and prints a test that finds it again", () => {
    const again = (next: string) => ({ do: "branch", cases: [{ if: "patient.active", next }], else: "yes" });
    const circle = draft({ a: again("b"), b: again("a"), ...ends });
    const request = SimulationRequest.parse({ patients: 3, days: 2 });
    const templates = templatesNamed(circle, []);
    const stage = { definition: circle, templates, policy: simulationPolicy, now: simulatedMonday };
    const result = simulateRequest(stage, request);
    expect(result.faults[0]).toEqual({ patient: 0, detail: "it ended by loop" });
    const code = regressionTest(circle, request, result);
    expect(code).toContain('it("test: it ended by loop"');
    const printed = /SimulationRequest\.parse\((\{[\s\S]*?\n {2}\})\)/.exec(code)?.[1] ?? "";
    const replayed = simulateRequest(stage, SimulationRequest.parse(JSON.parse(printed)));
    expect(replayed.timelines.map(({ patient }) => patient)).toEqual([0]);
    expect(replayed.faults).toEqual([result.faults[0]]);
  });

  it("notices that nobody comes to a step", () => {
    const dead = draft({
      a: { do: "branch", cases: [{ if: "patient.age > 200", next: "no" }], else: "yes" },
      ...ends,
    });
    const stage = { definition: dead, templates: [], policy: simulationPolicy };
    const settings = { ...Settings.parse({}), start: simulatedMonday };
    const result = simulate({ ...stage, settings }, [inCohort(maria(), dead, cohort, simulatedMonday)]);
    expect(result.surprises).toContain('Nobody came to step "no".');
  });
});
