import { expect, it } from "vitest";
import { type Appointment, fingerprint } from "#lib/domain/visit/appointment.ts";
import { comingTimes } from "#lib/domain/visit/offer.ts";
import { anAppointment, aTuesday, hours, later } from "#test/support/builders.ts";

const visit = anAppointment({
  locationName: "Main Street",
  practitionerName: "Dr. Wu",
  visitType: "Follow-up",
});

it.each<[string, Partial<Appointment>, boolean]>([
  ["its status", { status: "cancelled" }, true],
  ["its time", { start: "2026-06-10T18:30:00.000Z" }, true],
  ["that it has no time yet", { start: undefined }, true],
  ["its zone", { timeZone: "America/Chicago" }, true],
  ["its place", { locationName: "Riverside" }, true],
  ["that it has no place yet", { locationName: undefined }, true],
  ["its doctor", { practitionerName: "Dr. Lee" }, true],
  ["its kind", { visitType: "Flu shot" }, true],
  ["the patient's answer, which no message tells", { confirmation: "confirmed" }, false],
  ["when the source spoke, which no message tells", { sourceUpdatedAt: aTuesday }, false],
])("what a message may name of a visit is known by its fingerprint: %s", (_, change, differs) => {
  expect(fingerprint({ ...visit, ...change }) !== fingerprint(visit)).toBe(differs);
});

it("a place, a doctor and a kind of one name are three fingerprints", () => {
  const named = ["locationName", "practitionerName", "visitType"].map((what) =>
    fingerprint(anAppointment({ [what]: "Riverside" })),
  );
  expect(new Set(named).size).toBe(3);
});

it.each(["start", "locationName", "practitionerName", "visitType"])("an empty %s is none", (what) => {
  expect(fingerprint({ ...visit, [what]: "" })).toBe(fingerprint({ ...visit, [what]: undefined }));
});

it("offered times are those to come, each once, soonest first", () => {
  const [past, soon, late] = [aTuesday, later(aTuesday, hours(1)), later(aTuesday, hours(2))] as const;
  expect(comingTimes({ times: [late, past, soon, late] }, aTuesday)).toEqual([soon, late]);
});
