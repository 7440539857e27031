import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runOf } from "#lib/domain/journey/advance.ts";
import type { Facts } from "#lib/domain/journey/effects.ts";
import type { Moment, Step } from "#lib/domain/journey/grammar.ts";
import { momentOf, speakingTime } from "#lib/domain/journey/run.ts";
import { anEnrollment, aPolicy } from "#test/support/builders.ts";
import { factsWhenClosed, factsWith, journeyOf } from "#test/support/journeys.ts";

const startedAt = "2026-06-01T15:00:00.000Z";
const steps: Record<string, Step> = { end: { do: "end", outcome: "done" } };
const runWith = (facts: Facts, more: Parameters<typeof journeyOf>[1] = {}, now = startedAt) =>
  runOf(journeyOf(steps, more), anEnrollment({ startedAt }), facts, now);
/** The visit is in Denver, two hours behind the patient. */
const visit = {
  start: "2026-06-25T18:30:00.000Z",
  end: "2026-06-25T19:00:00.000Z",
  timeZone: "America/Denver",
};
const { appointment: _, ...visitless } = factsWith();

describe("a moment", () => {
  it.each<[string, Moment, string | undefined]>([
    ["the visit's start", { anchor: "appointment.start" }, visit.start],
    ["the visit's end", { anchor: "appointment.end" }, visit.end],
    ["the enrollment's start", { anchor: "enrollment.started" }, startedAt],
    [
      "the day before, at the visit's own hour",
      { anchor: "appointment.start", offset: "-P1D" },
      "2026-06-24T18:30:00.000Z",
    ],
    [
      "an hour of that day, where the visit is",
      { anchor: "appointment.start", at: "08:00" },
      "2026-06-25T14:00:00.000Z",
    ],
    [
      "an hour of another day, where the patient is",
      { anchor: "enrollment.started", offset: "P1D", at: "08:00" },
      "2026-06-02T12:00:00.000Z",
    ],
  ])("is %s", (_, moment, at) => {
    expect(momentOf(moment, runWith(factsWith(visit)))).toBe(at);
  });

  it("keeps the clock of the place through a change to summer time", () => {
    const run = runWith(factsWith({ start: "2026-03-10T14:00:00.000Z" }));
    const moment: Moment = { anchor: "appointment.start", offset: "-P3D", at: "10:00" };
    expect(momentOf(moment, run)).toBe("2026-03-07T15:00:00.000Z");
  });

  it.each(["appointment.start", "appointment.end"] as const)("is unknown without a visit (%s)", (anchor) => {
    expect(momentOf({ anchor, offset: "P1D", at: "08:00" }, runWith(visitless))).toBeUndefined();
  });

  it.each<[string, string | number | boolean | undefined, string | undefined]>([
    ["a date: its midnight there", "2026-06-10", "2026-06-10T04:00:00.000Z"],
    ["an instant: itself", "2026-06-10T10:00:00+02:00", "2026-06-10T08:00:00.000Z"],
    ["an instant in UTC", "2026-06-10T10:00:00.5Z", "2026-06-10T10:00:00.500Z"],
    ["an instant with an offset", "2026-06-10 10:00-0330", "2026-06-10T13:30:00.000Z"],
    ["a time without an offset: by the clock there", "2026-06-10T09:30", "2026-06-10T13:30:00.000Z"],
    ["such a time to the second", "2026-06-10 09:30:15", "2026-06-10T13:30:15.000Z"],
    ["no such date", "2026-13-45", undefined],
    ["no such date with a time", "2026-02-31T09:30:00Z", undefined],
    ["a day that its month lacks", "2026-02-31", undefined],
    ["no such time", "2026-06-10T25:00", undefined],
    ["more than a date", "2026-06-10 or so", undefined],
    ["a sentence", "on 2026-06-10", undefined],
    ["a word", "soon", undefined],
    ["a number", 20_260_610, undefined],
    ["nothing", undefined, undefined],
  ])("takes an attribute that is %s", (_, since, at) => {
    const attributes: Facts["patient"]["attributes"] = since === undefined ? {} : { since };
    const run = runWith(factsWith(visit, { attributes }));
    expect(momentOf({ anchor: "patient.attributes.since" }, run)).toBe(at);
  });
});

it("a date of the patient's own is an instant or nothing, whatever is written there", () => {
  const two = "[0-9]{2}";
  const almost = fc.stringMatching(
    new RegExp(`^20${two}-[01][0-9]-[0-3][0-9]([T ]${two}:${two}(:${two})?([.]5)?(Z|[+-]${two}:?${two})?)?$`),
  );
  fc.assert(
    fc.property(fc.oneof(almost, fc.string()), (since) => {
      const run = runWith(factsWith(visit, { attributes: { since } }));
      const at = momentOf({ anchor: "patient.attributes.since" }, run);
      expect(at === undefined || new Date(at).toISOString() === at).toBe(true);
    }),
    { numRuns: 200 },
  );
});

it("a moment after a date of the patient's own is by the patient's own clock", () => {
  const run = runWith(factsWith(visit, { attributes: { discharged: "2026-06-10" } }));
  const moment: Moment = { anchor: "patient.attributes.discharged", offset: "P2D", at: "09:30" };
  expect(momentOf(moment, run)).toBe("2026-06-12T13:30:00.000Z");
});

describe("the time to speak", () => {
  const night = "2026-06-02T05:00:00.000Z";
  const opening = "2026-06-02T13:00:00.000Z";
  const spread = { ...factsWith(), policy: aPolicy({ smearMinutes: 60 }) };

  it("is now within the hours, and is not smeared", () => {
    expect(speakingTime(runWith(spread), "out_1")).toBe(startedAt);
    expect(speakingTime(runWith(spread, {}, opening), "out_1")).toBe(opening);
  });

  it("is the opening at night, smeared by the message's own lot", () => {
    const times = ["out_1", "out_2", "out_3"].map((id) => speakingTime(runWith(spread, {}, night), id));
    expect(new Set(times).size).toBe(3);
    for (const time of times)
      expect(String(time) > opening && String(time) < "2026-06-02T14:00:00.000Z").toBe(true);
  });

  it("is none under a policy that never opens, but for safety", () => {
    expect(speakingTime(runWith(factsWhenClosed), "out_1")).toBeUndefined();
    expect(speakingTime(runWith(factsWhenClosed, { purpose: "safety" }), "out_1")).toBe(startedAt);
  });
});
