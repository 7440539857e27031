import type { AppointmentInput } from "#lib/domain/inputs.ts";
import { addDuration } from "#lib/domain/time/duration.ts";
import { localParts, toInstant } from "#lib/domain/time/time.ts";
import type { Instant } from "#lib/domain/words.ts";
import { randomFrom } from "./random.ts";

export const clinicZone = "America/Chicago";

const kinds = ["Follow-up", "Annual visit", "Blood pressure check", "New patient visit", "Lab review"];
const doctors = ["Dr. Amara Fernandez", "Dr. Paul Whitfield", "Dr. Mei Tanaka"];

/** What happens to a visit after it is booked, and when. */
export type Fate =
  | { do: "keep" }
  | { do: "move"; at: Instant; days: number }
  | { do: "cancel"; at: Instant }
  | { do: "noshow" };

export type Visit = {
  input: Omit<AppointmentInput, "patientId"> & { reference: string; start: Instant };
  fate: Fate;
};

/** The i-th visit of the sample clinic's book that begins at `from`: on a weekday, in working hours. */
export function visit(i: number, from: Instant, days: number, seed = 1): Visit {
  const random = randomFrom(seed * 7_919 + i * 31);
  const start = startOf(from, 1 + random.below(days), random.below(32));
  const input = {
    reference: `visit-${String(i).padStart(4, "0")}`,
    status: "booked" as const,
    start,
    end: addDuration(start, "PT30M", clinicZone),
    timeZone: clinicZone,
    visitType: random.pick(kinds),
    locationName: "Riverside Family Clinic",
    practitionerName: random.pick(doctors),
  };
  const between = new Date(
    Date.parse(from) + (Date.parse(start) - Date.parse(from)) * random.next(),
  ).toISOString();
  const chance = random.next();
  if (chance < 0.12) return { input, fate: { do: "move", at: between, days: 1 + random.below(3) } };
  if (chance < 0.2) return { input, fate: { do: "cancel", at: between } };
  if (chance < 0.26) return { input, fate: { do: "noshow" } };
  return { input, fate: { do: "keep" } };
}

/** Quarter hours from 9 to 17; Saturdays and Sundays are Mondays. */
export function startOf(from: Instant, days: number, quarter: number): Instant {
  const day = addDuration(from, `P${days}D`, clinicZone);
  const { weekday } = localParts(day, clinicZone);
  const shift = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  const { date } = localParts(addDuration(day, `P${shift}D`, clinicZone), clinicZone);
  const time = `${String(9 + Math.floor(quarter / 4)).padStart(2, "0")}:${String((quarter % 4) * 15).padStart(2, "0")}`;
  return toInstant(date, time, clinicZone);
}
