import type { Enrollment } from "#lib/domain/enrollment.ts";
import type { Outreach } from "#lib/domain/outreach/outreach.ts";
import type { ReachAddress } from "#lib/domain/reach/reach.ts";
import type { PatientTask } from "#lib/domain/task.ts";
import type { Appointment } from "#lib/domain/visit/appointment.ts";
import type { Mirror, PatientFile } from "../mirror.ts";
import { type Drawing, drawingOf } from "./drawing.ts";
import { nameOf } from "./name.ts";
import { type Bubble, type ByAddress, threadOf } from "./thread.ts";

const mostBubbles = 200;
const mostOutreach = 100;
const mostOthers = 50;

/** An enrollment with the picture of the very version it runs. */
export type Run = Pick<
  Enrollment,
  "id" | "journey" | "status" | "step" | "enteredAt" | "wakeAt" | "outcome" | "reason" | "trail" | "startedAt"
> & { drawing?: Drawing };

export type Chosen = {
  id: string;
  name: string;
  timeZone: string;
  language: string;
  addresses: Pick<ReachAddress, "channel" | "address" | "health" | "stopped">[];
  thread: Bubble[];
  /** Latest first. */
  outreach: Pick<
    Outreach,
    | "id"
    | "status"
    | "reason"
    | "step"
    | "template"
    | "purpose"
    | "channel"
    | "plan"
    | "plannedAt"
    | "dueAt"
    | "attempts"
    | "decisions"
  >[];
  tasks: PatientTask[];
  appointments: Appointment[];
  /** Running ones first, then the latest. */
  runs: Run[];
};

/** Everything about the patient whose phone is open. */
export function chosenOf(id: string, file: PatientFile, outbox: ByAddress, mirror: Mirror): Chosen {
  const patient = file.one("patient");
  return {
    id,
    name: nameOf(file),
    timeZone: patient?.timeZone ?? "UTC",
    language: patient?.preference.language ?? patient?.language ?? "en",
    addresses: (file.one("reach")?.addresses ?? []).map(({ channel, address, health, stopped }) => ({
      ...{ channel, address, health },
      ...(stopped && { stopped }),
    })),
    thread: threadOf(file, outbox).slice(-mostBubbles),
    outreach: latest(file.all("outreach"), ({ plannedAt }) => plannedAt).slice(0, mostOutreach),
    tasks: latest(file.all("patientTask"), ({ openedAt }) => openedAt).slice(0, mostOthers),
    appointments: latest(file.all("appointment"), ({ start }) => start ?? "").slice(0, mostOthers),
    runs: latest(
      file.all("enrollment"),
      ({ status, startedAt }) => `${status === "ended" ? 0 : 1}${startedAt}`,
    )
      .slice(0, 10)
      .map((run) => runOf(run, mirror)),
  };
}

const latest = <T>(records: { data: T }[], by: (data: T) => string): T[] =>
  records.map(({ data }) => data).toSorted((a, b) => (by(a) < by(b) ? 1 : -1));

function runOf(run: Enrollment, mirror: Mirror): Run {
  const definition = mirror.journey(run.journey.id, run.journey.version)?.definition;
  return { ...run, ...(definition && { drawing: drawingOf(definition) }) };
}
