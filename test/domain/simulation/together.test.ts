import { describe, expect, it } from "vitest";
import { JourneyDraft } from "#lib/domain/journey/definition.ts";
import { brokenTogether } from "#lib/domain/simulation/invariants.ts";
import { Cohort, inCohort, madeUpPatient } from "#lib/domain/simulation/people.ts";
import { regressionTest } from "#lib/domain/simulation/regression.ts";
import { simulateRequest, templatesNamed } from "#lib/domain/simulation/request.ts";
import { SimulationRequest } from "#lib/domain/simulation/schemas.ts";
import { SimulationSettings } from "#lib/domain/simulation/settings.ts";
import { livesTogether } from "#lib/domain/simulation/simulate.ts";
import { published, simulatedMonday, simulationPolicy } from "#test/support/simulation.ts";

const journey = (id: string, steps: object, more: object = {}): JourneyDraft =>
  JourneyDraft.parse({
    ...{ id, purpose: "care", category: "test", subject: "patient" },
    enrollWhen: { event: "patient.created" },
    start: Object.keys(steps)[0],
    steps,
    ...more,
  });
const over = { over: { do: "end", outcome: "over" } };
const says = (template: string, next = "over") => ({ do: "message", template, next });
const learns = journey("learns", { say: says("chronic-learn"), ...over });
const thanks = journey("thanks", { say: says("care-thanks"), ...over });
const waits = (id: string, more: object = {}) =>
  journey(id, { wait: { do: "wait", for: "P5D", next: "over" }, ...over }, more);

const cohort = Cohort.parse({});
const oneADay = { ...simulationPolicy, budget: { ...simulationPolicy.budget, perDay: 1 } };

/** One patient who can be reached, in these journeys. */
function together(first: JourneyDraft, ...others: JourneyDraft[]) {
  const settings = {
    ...SimulationSettings.parse({ spread: "PT0S", undelivered: 0, replies: { stop: 0 } }),
    start: simulatedMonday,
  };
  const patient = {
    ...madeUpPatient(0, 1, cohort),
    contactPoints: [{ id: "sms", channel: "sms" as const, address: "+12025550100", health: "ok" as const }],
  };
  const about = (definition: JourneyDraft) => inCohort(patient, definition, cohort, simulatedMonday);
  const beside = others.map((definition) => ({ definition, world: [], people: [about(definition)] }));
  const play = { definition: first, templates: published, policy: oneADay, settings, beside };
  const [lives] = livesTogether(play, [about(first)]);
  if (!lives) throw new Error("nobody");
  return lives;
}
const endOf = ({ enrollment }: ReturnType<typeof together>[number]) => [
  enrollment?.status,
  enrollment?.outcome,
  enrollment?.reason,
];

describe("journeys of one patient, simulated together", () => {
  it("have one budget: the second message of a day waits for the next", () => {
    const [first, second] = together(learns, thanks);
    const days = [first, second].flatMap((life) => life?.sent.map(({ at }) => at.slice(0, 10)));
    expect(days).toEqual(["2026-06-01", "2026-06-02"]);
    expect(second?.holds).toEqual(["daily_budget"]);
  });

  it("are broken where together they send more than the budget allows, though none does alone", () => {
    const lives = together(learns, thanks);
    const [first, second] = lives;
    if (!second) throw new Error("no second journey");
    expect(brokenTogether(lives)).toEqual([]);
    const sent = second.sent.map((one) => ({ ...one, at: first.sent[0]?.at as string }));
    expect(brokenTogether([first, { ...second, sent }])).toEqual([
      "more messages a day than the budget allows",
    ]);
  });

  it("end one another, and keep one another from beginning, as they say", () => {
    const strong = waits("strong", { with: [{ journey: "weak", rule: "wins" }] });
    expect(endOf(together(waits("weak"), strong)[0])).toEqual(["ended", "stopped", "superseded"]);
    expect(together(strong, waits("weak"))[1]?.enrollment).toBeUndefined();
  });

  it("keep silent while another runs that is to be heard alone", () => {
    const quiet = journey("quiet", learns.steps, { with: [{ journey: "loud", rule: "merge" }] });
    const [, second] = together(waits("loud"), quiet);
    expect(second?.sent).toEqual([]);
    expect(endOf(second as typeof second & object)).toEqual(["ended", "over", "end"]);
  });

  it("begin where another enrolls the patient", () => {
    const begins = journey("begins", { go: { do: "enroll", journey: "next", next: "over" }, ...over });
    const later = journey("next", thanks.steps, {
      enrollWhen: { event: "patient.created", where: "patient.prospect" },
    });
    const [, second] = together(begins, later);
    expect(second?.lines[0]).toMatchObject({ what: "not enrolled" });
    expect(second?.sent).toHaveLength(1);
  });

  it("are told with each other's totals, and whose each line is", () => {
    const request = SimulationRequest.parse({ patients: 30, beside: [{ journey: "thanks" }] });
    const templates = [learns, thanks].flatMap((one) => templatesNamed(one, []));
    const stage = { definition: learns, beside: [thanks], templates, policy: oneADay, now: simulatedMonday };
    const { together: told, totals, timelines, faults } = simulateRequest(stage, request);
    expect(faults).toEqual([]);
    const printed = regressionTest(learns, request, simulateRequest(stage, request), [thanks]);
    expect(printed).toMatch(/const beside = \[[\s\S]*"id": "thanks"/);
    const other = told?.journeys[0];
    expect(other?.journey).toBe("thanks");
    expect(told?.messages.sent).toBe(totals.messages.sent + (other?.totals.messages.sent ?? 0));
    expect(told?.messages.mostADay).toBe(1);
    expect(new Set(timelines[0]?.lines.map((line) => line.journey))).toEqual(new Set(["learns", "thanks"]));
  });
});
