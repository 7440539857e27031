import { expect, it } from "vitest";
import { type FreedTime, mayHave } from "#lib/domain/visit/waiting.ts";
import { aTuesday, hours, later } from "#test/support/builders.ts";

const freed: FreedTime = {
  id: "free",
  start: later(aTuesday, hours(6)),
  timeZone: "UTC",
  freedAt: aTuesday,
  until: later(aTuesday, hours(2)),
  offers: [
    { waitingId: "wtl_1", patientId: "pat_maria", appointmentId: "apt_1", at: aTuesday },
    { waitingId: "wtl_2", patientId: "pat_eva", appointmentId: "apt_2", at: aTuesday },
  ],
};
const soon = later(aTuesday, hours(1));

it.each<[string, FreedTime, string, string, boolean]>([
  ["by whom it was offered to", freed, "pat_maria", soon, true],
  ["by nobody else", freed, "pat_jose", soon, false],
  ["until nobody could come sooner", freed, "pat_maria", freed.until, false],
  ["by whoever took it", { ...freed, takenBy: "pat_maria" }, "pat_maria", soon, true],
  ["by nobody once another has it", { ...freed, takenBy: "pat_jose" }, "pat_maria", soon, false],
])("a freed time may be had %s", (_, time, patientId, now, expected) =>
  expect(mayHave(time, patientId, now)).toBe(expected),
);
