import { defaultPolicy } from "#lib/domain/policy/policy.ts";
import { addDuration } from "#lib/domain/time/duration.ts";
import { nextAllowed } from "#lib/domain/time/hours.ts";
import { localParts, toInstant } from "#lib/domain/time/time.ts";
import type { Case } from "../measure.ts";

const zones = [
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Phoenix",
  "America/Los_Angeles",
  "America/Anchorage",
  "Pacific/Honolulu",
  "America/Puerto_Rico",
];

/** Instants over two years, at all hours, so that clock changes and closed days are among them. */
const instants = Array.from({ length: 997 }, (_, i) =>
  new Date(Date.UTC(2026, 0, 1) + i * 17.6 * 3_600_000).toISOString(),
);
const dates = instants.map((instant) => instant.slice(0, 10));

const of = <T>(all: T[], i: number): T => all[i % all.length] as T;

export const zoneCases = (): Case[] => [
  {
    name: "zone: instant → local date, time, weekday",
    run: (i) => localParts(of(instants, i), of(zones, i)),
  },
  { name: "zone: local 10:00 → instant", run: (i) => toInstant(of(dates, i), "10:00", of(zones, i)) },
  { name: "zone: two days before", run: (i) => addDuration(of(instants, i), "-P2D", of(zones, i)) },
  {
    name: "zone: next allowed instant (hours, Sundays, holidays)",
    run: (i) => nextAllowed(of(instants, i), of(zones, i), defaultPolicy.hours),
  },
];
