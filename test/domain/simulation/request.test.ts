import { describe, expect, it } from "vitest";
import { Cohort } from "#lib/domain/simulation/people.ts";
import { beginningOf } from "#lib/domain/simulation/play.ts";
import { cohortOfAll, simulateRequest, standIn, templatesNamed } from "#lib/domain/simulation/request.ts";
import { SimulationRequest } from "#lib/domain/simulation/schemas.ts";
import { SimulationSettings } from "#lib/domain/simulation/settings.ts";
import { cohort, draft, say } from "#test/support/lives.ts";
import { simulatedMonday, simulationPolicy } from "#test/support/simulation.ts";

const over = { over: { do: "end", outcome: "over" } };
const says = draft({ a: say("over"), ...over });
const stage = (definition = says, beside: (typeof says)[] = []) => ({
  ...{ definition, beside, policy: simulationPolicy, now: simulatedMonday },
  templates: [says, ...beside].flatMap((one) => templatesNamed(one, [])),
});
const asked = (more: object) => SimulationRequest.parse({ patients: 6, days: 10, undelivered: 0, ...more });

describe("a simulation that is asked for", () => {
  it("begins now or when it says, and tells of every patient what became of them", () => {
    const { start, timelines } = simulateRequest(stage(), asked({}));
    expect([start, timelines.length]).toEqual([simulatedMonday, 6]);
    const reached = timelines.find(({ messages }) => messages === 1);
    expect(reached).toMatchObject({ status: "ended", outcome: "over" });
    expect(reached?.lines.map(({ what }) => what)).toEqual(
      expect.arrayContaining(["enrolled", "sent", "ended"]),
    );
    expect(reached?.lines[0]).not.toHaveProperty("journey");
    const later = "2026-07-01T15:00:00.000Z";
    expect(simulateRequest(stage(), asked({ start: later })).start).toBe(later);
  });

  it("says who was not enrolled, and who is still under way", () => {
    const nobody = draft(
      { a: say("over"), ...over },
      { enrollWhen: { event: "patient.created", where: "patient.age > 200" } },
    );
    const [first] = simulateRequest(stage(nobody), asked({})).timelines;
    expect(first).toMatchObject({ status: "not_enrolled", messages: 0 });
    const waits = draft({ w: { do: "wait", for: "P90D", next: "over" }, ...over });
    const [other] = simulateRequest(stage(waits), asked({})).timelines;
    expect(other?.status).toBe("active");
    expect(other).not.toHaveProperty("outcome");
  });

  it("is of some patients alone where they are named, the same as among all", () => {
    const all = simulateRequest(stage(), asked({})).timelines;
    const some = simulateRequest(stage(), asked({ only: [4, 2, 6, 99] })).timelines;
    expect(some).toEqual([all[2], all[4]]);
  });

  it("counts what a patient gets of all journeys, and tells it in the order of time", () => {
    const other = draft(
      { w: { do: "wait", for: "P1D", next: "a" }, a: say("over"), ...over },
      { id: "other" },
    );
    const { timelines } = simulateRequest(stage(says, [other]), asked({ beside: [{ journey: "other" }] }));
    const reached = timelines.find(({ messages }) => messages > 0);
    expect(reached?.messages).toBe(2);
    const times = timelines.map(({ lines }) => lines.map(({ at }) => at));
    expect(times).toEqual(times.map((all) => all.toSorted()));
  });

  it("has patients who are what each of its journeys asks of them, the first journey's word before the others'", () => {
    const of = (attributes: object) => Cohort.parse({ attributes });
    const beside = [
      { journey: "b", world: [], cohort: of({ risk: "low", smokes: true }) },
      { journey: "c", world: [] },
    ];
    expect(cohortOfAll({ cohort: of({ risk: "high" }), beside }).attributes).toEqual({
      risk: "high",
      smokes: true,
    });
    expect(cohortOfAll({ cohort, beside: [] })).toEqual(cohort);
  });

  it("lets patients come in over the time that it is spread, the same ones for the same seed", () => {
    const settings = { ...SimulationSettings.parse({ spread: "P1D" }), start: simulatedMonday };
    const begins = Array.from({ length: 1000 }, (_, n) => beginningOf(n, settings)).sort();
    expect(new Set(begins).size).toBe(1000);
    expect(begins[0]).toBe(simulatedMonday);
    expect((begins[999] as string) < "2026-06-02T15:00:00.000Z").toBe(true);
    expect(beginningOf(3, { ...settings, seed: 2 })).not.toBe(beginningOf(3, settings));
  });
});

describe("the texts of a journey", () => {
  const known = { ...standIn("care-thanks", "care"), category: "thanks" };

  it("are those that are written, each once, and stand-ins for the others", () => {
    const twice = draft({ a: say("b"), b: { ...say("c"), template: "other" }, c: say("over"), ...over });
    const named = templatesNamed(twice, [standIn("unused", "care"), known]);
    expect(named.map(({ id, status, content }) => [id, status, content])).toEqual([
      ["care-thanks", "published", known],
      ["other", "published", standIn("other", "care")],
    ]);
  });

  it("stand in by text and by email, and say whose they are", () => {
    const { variants, purpose } = standIn("other", "care");
    expect([variants.map(({ channel }) => channel), purpose]).toEqual([["sms", "email"], "care"]);
    for (const { body } of variants) expect(body).toBe("{{ clinic.name }}: other");
  });
});
