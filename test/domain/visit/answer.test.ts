import { expect, it } from "vitest";
import { isComing, withAnswer } from "#lib/domain/visit/answer.ts";
import { appointmentStatuses } from "#lib/domain/visit/appointment.ts";
import { anAppointment, aTuesday, later } from "#test/support/builders.ts";

it.each(appointmentStatuses)("a visit that is %s is coming while it is booked or asked for", (status) => {
  expect(isComing(anAppointment({ status }), aTuesday)).toBe(status === "booked" || status === "proposed");
});

it("a visit is coming until it begins, and while nobody knows when it is", () => {
  expect(isComing(anAppointment({ start: later(aTuesday, 1) }), aTuesday)).toBe(true);
  expect(isComing(anAppointment({ start: aTuesday }), aTuesday)).toBe(false);
  const { start: _, ...undated } = anAppointment();
  expect(isComing(undated, aTuesday)).toBe(true);
});

it("a visit has the patient's word on it, and no other answer", () => {
  const visit = anAppointment({ confirmation: "confirmed" });
  expect(withAnswer(visit, "declined")).toEqual({ ...visit, confirmation: "declined" });
  for (const answer of ["confirmed", "none", "yes", undefined]) expect(withAnswer(visit, answer)).toBe(visit);
});
