import { parseArgs } from "node:util";
import { movableClock } from "#lib/adapters/local/clock.ts";
import { faultsOf, journeyReports } from "#lib/domain/report.ts";
import { addDuration } from "#lib/domain/time/duration.ts";
import { localParts } from "#lib/domain/time/time.ts";
import { clinicZone } from "./local/clinic/visits.ts";
import { seedClinic, seedLibrary } from "./local/clinic.ts";
import { collect } from "./local/demo/collect.ts";
import { importOwn } from "./local/demo/import-own.ts";
import { play } from "./local/demo/play.ts";
import { counts, progressLine, table } from "./local/demo/table.ts";
import { engineStore, memoryStore } from "./local/store.ts";
import { createSystem } from "./local/system.ts";

/** `npm run demo [-- <FHIR bundle or ndjson(.gz)>] [--engine memory|dynoxide|dynamodb-local]`: two weeks of a clinic. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { engine: { type: "string", default: "memory" }, days: { type: "string", default: "14" } },
});
const began = performance.now();
const start = "2026-06-01T13:00:00.000Z";
const days = Number(values.days);
const store =
  values.engine === "memory"
    ? memoryStore()
    : await engineStore({ engine: values.engine as "dynoxide" | "dynamodb-local" | "endpoint" });
const system = createSystem({ store, clock: movableClock(start) });

await seedLibrary(system);
const [file] = positionals;
const importLine = (done: number, total: number, what: string): void =>
  progressLine(total)(done, `${done} of ${total} ${what}`);
const booked = file ? await importOwn(system, file, days, importLine) : await seedClinic(system);
const until = addDuration(start, `P${days}D`, "UTC");
const line = progressLine(Date.parse(until) - Date.parse(start));
await play({
  system,
  booked,
  manners: new Map(booked.map((b) => [b.patientId, b.person.manner])),
  until,
  progress: (at, what) => {
    const { date, time } = localParts(at, clinicZone);
    line(Date.parse(at) - Date.parse(start), `${date} ${time}  ${what}`);
  },
});

const all = await collect(system.ports.records);
const reports = journeyReports(all);
const seconds = ((performance.now() - began) / 1000).toFixed(1);
const width = ["journey", "enrolled", "asked", "confirmed", "declined", "reschedule", "silent", "waiting"];
const rest = ["not yet asked", "not reached", "ended before", "to staff"];
console.log(
  `\n${days} days of ${file ?? "the sample clinic"}: ${all.patients} patients, ${booked.length} visits, in ${seconds} s on ${store.name}\n`,
);
console.log(
  table(
    [...width, ...rest],
    reports.map(({ journey, enrolled, asked, standing: s, toStaff }) => [
      journey,
      enrolled,
      asked,
      s.confirmed,
      s.declined,
      s.reschedule,
      s.silent,
      s.waiting,
      s.not_yet_asked,
      s.not_reached,
      s.ended_before,
      toStaff,
    ]),
  ),
);
for (const report of reports) {
  console.log(`\n${report.journey}: ${report.outreaches} outreaches planned: ${counts(report.fates)}`);
  console.log(`  not sent, by reason: ${counts(report.reasons)}`);
}
const replies = all.outreaches.filter((o) => o.inReplyTo);
const byTemplate = Object.fromEntries(
  [...Map.groupBy(replies, (o) => o.template.id)].map(([k, v]) => [k, v.length]),
);
console.log(`\nanswers to patients' own messages: ${counts(byTemplate)}`);
const faults = reports.flatMap((r) => faultsOf(r).map((f) => `${r.journey}: ${f}`));
console.log(
  faults.length === 0 ? "\nThe numbers add up." : `\nTHE NUMBERS DO NOT ADD UP:\n${faults.join("\n")}`,
);
if (system.deadLetters.length > 0)
  console.log(`${system.deadLetters.length} messages ended in the dead-letter queue`);
await system.stop();
process.exitCode = faults.length === 0 ? 0 : 1;
