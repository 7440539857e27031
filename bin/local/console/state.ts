import type { Instant } from "#lib/domain/words.ts";
import type { Host } from "../host.ts";
import type { PatientFile } from "../mirror.ts";
import { type Chosen, chosenOf } from "./chosen.ts";
import { type Counters, countersOf } from "./counters.ts";
import { nameOf } from "./name.ts";
import { type Bubble, type ByAddress, byAddress, threadOf } from "./thread.ts";
import { type WorkItem, worklistOf } from "./worklist.ts";

const mostPatients = 200;
const mostWork = 200;
/** Of what left, the latest: older bubbles leave the phones first. */
const mostLeft = 20_000;

export type PatientLine = {
  id: string;
  name: string;
  language: string;
  timeZone: string;
  flags: string[];
  /** How many messages they got; the page knows how many of them it has shown. */
  received: number;
  last?: Pick<Bubble, "from" | "text" | "at" | "channel">;
  /** The step of the journey they are at. */
  step?: string;
};

/** All that the console shows, in one answer. */
export type ConsoleState = {
  clock: { now: Instant; movable: boolean; next?: Instant };
  engine: string;
  counters: Counters;
  patients: PatientLine[];
  patientsInAll: number;
  worklist: WorkItem[];
  deadLetters: number;
  chosen?: Chosen;
};

export function clockOf({ clock, system }: Host): ConsoleState["clock"] {
  const next = system.next();
  return { now: clock.now(), movable: clock.movable, ...(next && { next }) };
}

/** A name for the state: it changes whenever the state does. */
export const revisionOf = ({ mirror, system, clock }: Host): string =>
  [mirror.changes, system.outbox.list().length, clock.movable ? clock.now() : "real"].join("-");

export function stateOf(host: Host, patientId?: string): ConsoleState {
  const { mirror, system } = host;
  const outbox = byAddress(system.outbox.list().slice(-mostLeft));
  const files = mirror.files();
  const lines = files.flatMap(([id, file]) => lineOf(id, file, outbox) ?? []);
  const file = patientId === undefined ? undefined : mirror.file(patientId);
  return {
    clock: clockOf(host),
    engine: host.engine,
    counters: countersOf(files.map(([, f]) => f)),
    patients: lines.toSorted(latestFirst).slice(0, mostPatients),
    patientsInAll: lines.length,
    worklist: worklistOf(files, host.clock.now()).slice(0, mostWork),
    deadLetters: system.deadLetters.length,
    ...(file && patientId && { chosen: chosenOf(patientId, file, outbox, mirror) }),
  };
}

/** As a phone lists its conversations: the latest on top, then by name. */
function latestFirst(a: PatientLine, b: PatientLine): number {
  const [x, y] = [a.last?.at ?? "", b.last?.at ?? ""];
  if (x !== y) return x < y ? 1 : -1;
  return a.name.localeCompare(b.name);
}

function lineOf(id: string, file: PatientFile, outbox: ByAddress): PatientLine | undefined {
  const patient = file.one("patient");
  if (!patient) return undefined;
  const thread = threadOf(file, outbox);
  const last = thread.at(-1);
  const run = file.all("enrollment").find(({ data }) => data.status !== "ended");
  return {
    id,
    name: nameOf(file),
    language: patient.preference.language ?? patient.language,
    timeZone: patient.timeZone,
    flags: flagsOf(file),
    received: thread.filter(({ from }) => from === "clinic").length,
    ...(last && {
      last: { from: last.from, text: last.text.slice(0, 120), at: last.at, channel: last.channel },
    }),
    ...(run?.data.step && { step: run.data.step }),
  };
}

function flagsOf(file: PatientFile): string[] {
  const { deceased, active, prospect } = file.one("patient") ?? {};
  const stopped = file.one("reach")?.addresses.some((address) => address.stopped);
  return [
    ...(deceased ? ["deceased"] : []),
    ...(active === false ? ["inactive"] : []),
    ...(prospect ? ["prospect"] : []),
    ...(stopped ? ["opted out"] : []),
  ];
}
