import { expect, it } from "vitest";
import { chronicCare, newDiagnosis } from "#lib/domain/library/chronic.ts";
import { preventiveRecall } from "#lib/domain/library/prevention.ts";
import { appointmentReminderFamily } from "#lib/domain/library/visits.ts";
import { inCohort, madeUpPatient } from "#lib/domain/simulation/people.ts";
import { beginningOf } from "#lib/domain/simulation/play.ts";
import { livesTogether } from "#lib/domain/simulation/simulate.ts";
import { cohortOf, lived, playOf } from "#test/support/simulation.ts";

it("asks one in ten about what is due four weeks later, and leaves nobody out", () => {
  const lives = lived(preventiveRecall, 200).filter(({ patient }) => patient.contactPoints.length > 0);
  const later = lives.filter(({ entered }) => entered.includes("four-weeks"));
  expect(later.length).toBeGreaterThan(8);
  expect(later.length).toBeLessThan(32);
  const asked = later.filter(({ sent }) => sent.length > 0);
  expect(asked.length).toBeGreaterThan(later.length / 2);
  const first = asked.map(({ sent }) => sent[0]?.at ?? "").toSorted()[0];
  expect(first?.slice(0, 10)).toBe("2026-06-29");
  // Who is not asked has booked meanwhile.
  for (const { enrollment, sent } of later) if (sent.length === 0) expect(enrollment?.outcome).toBe("goal");
});

it("goes on from the first month of a diagnosis to the year, and not before its end", () => {
  const cohort = cohortOf(newDiagnosis);
  const play = playOf(newDiagnosis, { settings: { days: 90 } });
  const people = Array.from({ length: 60 }, (_, n) => madeUpPatient(n, 1, cohort));
  const about = (definition: typeof newDiagnosis.journey) =>
    people.map((patient, n) => inCohort(patient, definition, cohort, beginningOf(n, play.settings)));
  const year = { definition: chronicCare.journey, world: [], people: about(chronicCare.journey) };
  const all = livesTogether({ ...play, beside: [year] }, about(newDiagnosis.journey));
  const booked = all.filter(([month]) => month.entered.includes("the-year"));
  expect(booked.length).toBeGreaterThan(10);
  for (const [month, next] of all) {
    const begun = next?.enrollment?.startedAt;
    expect(begun !== undefined).toBe(month.entered.includes("the-year"));
    if (begun) expect(begun).toBe(month.enrollment?.endedAt);
  }
});

it("tells the EHR once how a visit stands, whatever was asked how often", () => {
  for (const { lines, entered } of lived(appointmentReminderFamily)) {
    const told = lines.filter(({ what }) => what === "notifies").map(({ note }) => note);
    expect(new Set(told).size).toBe(told.length);
    expect(told.includes("visit-confirmed")).toBe(entered.includes("thank"));
  }
});
