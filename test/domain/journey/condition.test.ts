import { describe, expect, it } from "vitest";
import type { Fact } from "#lib/domain/fact.ts";
import { conditionFault, holds } from "#lib/domain/journey/condition.ts";
import type { Facts } from "#lib/domain/journey/effects.ts";
import { appointmentId, factsWith, patientId } from "#test/support/journeys.ts";

/** 48 hours before the visit; Maria is 76. */
const now = "2026-06-23T18:30:00.000Z";
const result: Fact = {
  id: "fct_1",
  patientId,
  type: "observation",
  status: "final",
  code: { system: "http://loinc.org", code: "4548-4" },
  at: "2026-06-13T18:30:00.000Z",
  value: 9.1,
};
const bare: Fact = { id: "fct_2", patientId, type: "encounter" };
const { appointment, ...visitless } = factsWith();
const { start: _, ...timeless } = appointment as NonNullable<Facts["appointment"]>;
const { birthDate: _birthDate, ...ageless } = factsWith().patient;
type Row = [condition: string, holds: boolean, facts?: Facts];

describe("of the patient", () => {
  it.each<Row>([
    ['patient.language == "es" && patient.timeZone == "America/New_York"', true],
    ["patient.active && !patient.prospect", true],
    ["patient.age == 76", true],
    ["patient.age >= 77", false],
    ["has(patient.age)", false, { ...factsWith(), patient: ageless }],
    ["has(patient.gender)", false],
    ['patient.gender != "female"', false],
    ['"gender" in patient', false],
    ['patient.gender == "female"', true, factsWith({}, { gender: "female" })],
    ["patient.attributes.risk >= 3", true, factsWith({}, { attributes: { risk: 3 } })],
    ["patient.attributes.risk >= 3", false],
    ["patient.attributes.risk < 3", false],
  ])("%s: %s", (condition, expected, facts = factsWith()) => {
    expect(holds(condition, facts, now)).toBe(expected);
  });
});

describe("of the visit", () => {
  it.each<Row>([
    ['appointment.status == "booked" && appointment.confirmation == "none"', true],
    ['appointment.visitType == "new"', true, factsWith({ visitType: "new" })],
    ['appointment.specialty == "eye"', true, factsWith({ specialty: "eye" })],
    ['appointment.locationId == "loc_1"', true, factsWith({ locationId: "loc_1" })],
    ["has(appointment.specialty)", false],
    ["hoursUntilVisit == 48.0", true],
    ["hoursUntilVisit < 1000.0", false, { ...visitless, appointment: timeless }],
    ["hoursUntilVisit < 1000.0", false, visitless],
    ["has(appointment.status)", false, visitless],
    ["size(appointment) == 2", true],
    ['appointment.exists(field, field == "visitType")', false],
  ])("%s: %s", (condition, expected, facts = factsWith()) => {
    expect(holds(condition, facts, now)).toBe(expected);
  });
});

describe("of a fact of their care", () => {
  const of = (fact: Fact): Facts => ({ ...visitless, fact });
  it.each<Row>([
    ['fact.type == "observation" && fact.status == "final"', true, of(result)],
    ['fact.code == "4548-4" && fact.system == "http://loinc.org"', true, of(result)],
    ["fact.value > 9.0", true, of(result)],
    ["fact.daysAgo == 10.0", true, of(result)],
    ['fact.type == "encounter"', true, of(bare)],
    [
      "has(fact.status) || has(fact.code) || has(fact.system) || has(fact.value) || has(fact.daysAgo)",
      false,
      of(bare),
    ],
    ["has(fact.type)", false, visitless],
  ])("%s: %s", (condition, expected, facts = visitless) => {
    expect(holds(condition, facts, now)).toBe(expected);
  });
});

describe("of the news", () => {
  const other = { ...(appointment as NonNullable<Facts["appointment"]>), id: "apt_2", specialty: "eye" };
  const facts: Facts = { ...factsWith(), fact: bare, told: { apt_2: other, fct_1: result } };
  it.each<[string, { type: string; ref?: string; value?: string } | undefined, boolean]>([
    ['news.type == "task.answered" && news.value == "yes"', { type: "task.answered", value: "yes" }, true],
    ["has(news.value)", { type: "task.answered" }, false],
    ["has(news.type)", undefined, false],
    ['appointment.specialty == "eye"', { type: "appointment.booked", ref: "apt_2" }, true],
    ['fact.type == "encounter"', { type: "appointment.booked", ref: "apt_2" }, true],
    ['fact.type == "observation"', { type: "fact.recorded", ref: "fct_1" }, true],
    ['appointment.status == "booked"', { type: "fact.recorded", ref: "fct_1" }, true],
    ["has(appointment.specialty)", { type: "appointment.updated", ref: appointmentId }, false],
    ["has(appointment.specialty)", undefined, false],
  ])("%s, told of %j: %s", (condition, news, expected) => {
    expect(holds(condition, facts, now, news)).toBe(expected);
  });
});

it("a condition that cannot be read does not hold, and says what is wrong with it", () => {
  expect(holds("((", factsWith(), now)).toBe(false);
  expect(conditionFault("((")).toEqual(expect.any(String));
  expect(conditionFault("patient.active")).toBeUndefined();
});
