import type { AppointmentInput } from "#lib/domain/inputs.ts";
import { localDay, toInstant } from "#lib/domain/time/time.ts";
import type { Random } from "../../bin/local/clinic/random.ts";
import { type Context, day, deliveries, type Happening, hour } from "./events.ts";
import type { Person } from "./people.ts";

type Visit = Omit<AppointmentInput, "patientId"> & { reference: string };

const places = ["Riverside Clinic", "Hillside House"];
const doctors = ["Dr. Quillian Oum", "Dr. Iola Muir"];

/** A visit as the source tells it: booked, and then whatever becomes of it. */
export function visitEvents(person: Person, i: number, context: Context, small: boolean): Happening[] {
  const { random } = context;
  const count = small ? 1 : 1 + random.below(2);
  return Array.from({ length: count }, (_, v) => `visit-${i}-${v}`).flatMap((reference) => {
    person.visits.push(reference);
    const first = booked(reference, person, context, small);
    const told = small ? [first] : versions(first, context);
    return told.flatMap(({ atMs, visit }) => {
      const input = { ...visit, sourceUpdatedAt: new Date(context.startMs + atMs).toISOString() };
      return deliveries(random, atMs, small).map((at) => ({
        do: "visit" as const,
        atMs: at,
        person: person.reference,
        input,
      }));
    });
  });
}

type Told = { atMs: number; visit: Visit };

function booked(
  reference: string,
  { input }: Person,
  { random, startMs, lengthMs }: Context,
  small: boolean,
): Told {
  const zone = random.chance(0.5) ? "America/Chicago" : (input.timeZone ?? "America/Chicago");
  const start = hourOf(startMs + (small ? 2.4 * day : day + random.below(lengthMs)), zone, random);
  const visit: Visit = {
    reference,
    status: "booked",
    start,
    timeZone: zone,
    visitType: "Colonoscopy follow-up",
    locationName: random.pick(places),
    practitionerName: random.pick(doctors),
  };
  return { atMs: hour + random.below(6 * hour), visit };
}

/** Mostly within working hours; nine o'clock is when everybody comes. */
function hourOf(ms: number, zone: string, random: Random): string {
  const at = random.pick(["09:00", "09:00", "09:30", "13:15", "16:45", "02:30"]);
  return toInstant(localDay(new Date(ms).toISOString(), zone), at, zone);
}

function versions(first: Told, { random, startMs, lengthMs }: Context): Told[] {
  const told = [first];
  const last = (): Told => told.at(-1) as Told;
  const tell = (change: Partial<Visit>, atMs = last().atMs + 60_000 + random.below(lengthMs / 3)): void => {
    told.push({ atMs, visit: { ...last().visit, ...change } });
  };
  while (random.chance(0.4))
    if (random.chance(0.6))
      tell({ start: hourOf(startMs + day + random.below(lengthMs), first.visit.timeZone as string, random) });
    else tell({ locationName: random.pick(places), practitionerName: random.pick(doctors) });
  const begins = Math.max(Date.parse(last().visit.start as string) - startMs, last().atMs + 60_000);
  const end = random.below(10);
  if (end < 2) tell({ status: "cancelled" });
  else if (end < 3) tell({ status: "noshow" }, begins + hour);
  else if (end < 8) {
    tell({ status: "arrived" }, begins);
    tell({ status: "fulfilled" }, begins + hour);
  }
  return told;
}
