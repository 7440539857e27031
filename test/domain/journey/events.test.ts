import { describe, expect, it } from "vitest";
import type { Subject } from "#lib/domain/enrollment.ts";
import { isAbout, isEvent } from "#lib/domain/journey/events.ts";
import { matches } from "#lib/domain/journey/matches.ts";
import { appointmentId, factsWith, patientId } from "#test/support/journeys.ts";

describe("an event that a journey names", () => {
  it.each([
    ["appointment.moved", "appointment.moved", true],
    ["appointment.moved", "appointment.updated", false],
    ["fact.changed", "fact.recorded", true],
    ["fact.changed", "fact.updated", true],
    ["fact.changed", "patient.updated", false],
    ["patient.changed", "patient.created", true],
    ["fact.recorded", "fact.updated", false],
  ])("%s is met by %s: %s", (named, happened, met) => {
    expect(isEvent(named, happened)).toBe(met);
  });
});

const subject = (type: Subject["type"]): Subject => ({ type, id: `${type}-1` });

describe("an event", () => {
  it.each<[string, Subject["type"], string, string | undefined, boolean]>([
    ["of the visit itself", "appointment", "appointment.arrived", "appointment-1", true],
    ["of another visit", "appointment", "appointment.arrived", "appointment-2", false],
    ["that names nothing", "appointment", "appointment.arrived", undefined, true],
    ["of care, in a journey about a visit", "appointment", "fact.recorded", "fct_1", true],
    ["of another referral", "referral", "fact.recorded", "fct_1", false],
    ["of another episode", "episode", "fact.updated", "fct_1", false],
    ["of a visit, in a journey about a referral", "referral", "appointment.booked", "apt_1", true],
    ["of a visit, in a journey about the patient", "patient", "appointment.booked", "apt_1", true],
    ["of the patient's own, whatever it names", "patient", "patient.updated", "pat_2", true],
  ])("%s: a journey about the %s minds it (%s of %s): %s", (_, type, event, ref, minds) => {
    expect(isAbout(subject(type), event, ref)).toBe(minds);
  });
});

describe("a match", () => {
  const at = "2026-06-02T14:00:00.000Z";
  const visit: Subject = { type: "appointment", id: appointmentId };
  const arrived = (ref: string) => ({ type: "appointment.arrived", ref, at });
  const met = (match: { of?: "patient"; where?: string }, ref: string) =>
    matches({ event: "appointment.arrived", ...match }, factsWith({ specialty: "eye" }), arrived(ref), visit);

  it.each([
    ["the subject's own event", {}, appointmentId, true],
    ["not another visit's", {}, "apt_other", false],
    ["another visit's where it is of the patient", { of: "patient" as const }, "apt_other", true],
    ["one whose condition holds", { where: 'appointment.specialty == "eye"' }, appointmentId, true],
    ["not one whose condition does not", { where: 'appointment.specialty == "ear"' }, appointmentId, false],
  ])("is %s", (_, match, ref, expected) => {
    expect(met(match, ref)).toBe(expected);
  });

  it("asks its condition as of the moment it happened, not of when it is heard", () => {
    const soon = { event: "patient.updated", where: "hoursUntilVisit < 48.0" };
    const told = (when: string) =>
      matches(soon, factsWith(), { type: "patient.updated", ref: patientId, at: when }, visit);
    expect([told("2026-06-24T18:30:00.000Z"), told("2026-06-20T18:30:00.000Z")]).toEqual([true, false]);
  });
});
