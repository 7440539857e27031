import { Refusal } from "#lib/domain/errors.ts";
import type { ChangeEvent, EventType } from "#lib/domain/event.ts";
import type { Happening } from "#lib/domain/journey/happening.ts";
import { awaitsItsMessage } from "#lib/domain/journey/hears.ts";
import type { Kind, Stored } from "#lib/domain/kinds.ts";
import type { Ports, RecordedChange } from "#lib/ports.ts";
import { loadJourney } from "./config.ts";
import { endLosers } from "./enrollments/end-losers.ts";
import { enrollOnEvent } from "./enrollments/enroll-on-event.ts";
import { type EnrollmentRequest, startEnrollment } from "./enrollments/start-enrollment.ts";
import { tellEnrollment } from "./enrollments/tell.ts";
import { tellPatient } from "./enrollments/tell-patient.ts";
import { tellSubject } from "./enrollments/tell-subject.ts";
import { carryOut } from "./inbound/carry-out.ts";
import { unmuteRobot } from "./inbound/robots.ts";
import { honourStops } from "./ingest/address-links.ts";
import { workMigration } from "./journeys/migrations.ts";
import { dispatch, undispatch } from "./outreach/dispatch.ts";
import { noteWaiting } from "./outreach/displace.ts";
import { tellOfFreed, withdrawFrom, withdrawOffers } from "./pages/freed-offers.ts";
import { followFeedback } from "./pages/give-feedback.ts";
import { helpWithBarrier } from "./pages/report-barrier.ts";
import { sendAgain } from "./pages/send-again.ts";
import { offerFreed } from "./pages/waiting-list.ts";
import { followRead } from "./portal/follow-read.ts";
import { followProfile } from "./segments/follow-profile.ts";
import { closeBarred, closeCalls, closeCallsBy, closeCallsOf } from "./tasks/close-calls.ts";
import { followBarred, followCall } from "./tasks/follow-call.ts";

export type ReactPorts = Pick<
  Ports,
  "records" | "clock" | "ids" | "timer" | "queue" | "machine" | "operations" | "log"
>;

type Reaction = (ports: ReactPorts, change: RecordedChange) => Promise<unknown>;

const of = <K extends Kind>(kind: K, record: Stored): Stored<K> => {
  if (record.kind !== kind) throw new Error(`${record.event.type} on a ${record.kind}`);
  return record as Stored<K>;
};

/** What happens is news to the patient's journeys, and may begin others: these need not hear what they begin with. */
const happening: Reaction = async (ports, { after }) => {
  await tellPatient(ports, after as Happening, ownMessage(after.event));
  await enrollOnEvent(ports, after as Happening);
};

/** A visit's event may begin journeys and is news to those that run for it. */
const visit: Reaction = async (ports, change) => {
  await happening(ports, change);
  await tellSubject(ports, of("appointment", change.after), ownMessage(change.after.event));
};

/** Its time may suit someone who waits for an earlier one. */
const freeing: Reaction = async (ports, change) => {
  await visit(ports, change);
  await offerFreed(ports, change);
};

/** An outreach's own journey is told how it went, unless it went on at once: each piece of news costs a turn. */
const fate: Reaction = async (ports, { after }) => {
  const { id, version, data, event } = of("outreach", after);
  if (!data.enrollmentId) return;
  const journey = data.journey && (await loadJourney(ports, data.journey.id, data.journey.version));
  if (journey && !awaitsItsMessage(journey.definition, data.step)) return;
  const value = data.status === "held" ? data.dueAt : data.reason;
  await tellEnrollment(ports, data.enrollmentId, {
    type: event.type,
    ref: id,
    ...(value && { value }),
    key: `${id}@${version}`,
  });
};

/** A message that asks nothing lets its journey go on once it left; a question waits for its answer. */
const left: Reaction = async (ports, change) => {
  await send(ports, change);
  if (!of("outreach", change.after).data.taskId) await fate(ports, change);
};

const send: Reaction = async (ports, { after }) => {
  await noteWaiting(ports, of("outreach", after));
  await dispatch(ports, of("outreach", after));
};

/** The patient wrote it, so what answers it belongs to their own conversation. */
const ownMessage = ({ actor, cause }: ChangeEvent): { inReplyTo?: string } =>
  actor.type === "patient" && cause?.startsWith("msg_") ? { inReplyTo: cause } : {};

/** Nobody need ask any more. */
const asked: Reaction = (ports, { after }) => closeCallsOf(ports, of("patientTask", after));

const answer: Reaction = async (ports, change) => {
  await asked(ports, change);
  const { id, version, data, event } = of("patientTask", change.after);
  if (!data.enrollmentId || !data.answer || event.actor.id === "journey") return;
  await tellEnrollment(ports, data.enrollmentId, {
    type: "task.answered",
    ref: id,
    value: data.answer,
    ...ownMessage(event),
    key: `${id}@${version}`,
  });
};

const outcome: Reaction = async (ports, { after }) => {
  const { id, data } = of("staffTask", after);
  await followCall(ports, of("staffTask", after));
  await unmuteRobot(ports, of("staffTask", after));
  if (!data.enrollmentId || !data.outcome) return;
  await tellEnrollment(ports, data.enrollmentId, {
    type: "staff-task.completed",
    ref: id,
    value: data.outcome,
    key: id,
  });
};

/** Whoever linked the patient may have died before it read the address again (domain/reach/address.ts). */
const linked: Reaction = async (ports, { after }) => {
  const patient = await ports.records.get("patient", of("addressLink", after).data.patientId);
  if (patient)
    await honourStops(ports, { actor: { type: "system", id: "react" }, cause: after.id }, patient.data);
};

/** A turn may begin other journeys for the same patient. */
const enroll: Reaction = async (ports, { after }) => {
  const { id, data } = of("enrollment", after);
  for (const { journey, subject } of data.enrolls ?? [])
    await begun(ports, { journeyId: journey, subject, patientId: data.patientId }, id);
};

/** A journey that was retired, or is about something else, cannot begin; that must not stop what follows. */
async function begun(ports: ReactPorts, request: EnrollmentRequest, cause: string): Promise<void> {
  try {
    await startEnrollment(ports, request, { actor: { type: "system", id: "journey" }, cause });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === "busy") throw error;
    ports.log.error("enroll.refused", { enrollmentId: cause, journey: request.journeyId, code: error.code });
  }
}

/** What follows from each event: the one page that says it. An event that is not here is only audited. */
export const reactions: { [E in EventType]?: Reaction } = {
  "address.linked": linked,

  "appointment.booked": visit,
  "appointment.moved": freeing,
  "appointment.updated": visit,
  "appointment.cancelled": freeing,
  "appointment.arrived": visit,
  "appointment.noshow": visit,
  "appointment.fulfilled": visit,

  "fact.recorded": happening,
  "fact.updated": happening,
  "patient.created": happening,
  "patient.updated": happening,
  "segment.entered": happening,
  "segment.left": happening,

  "enrollment.started": async (ports, change) => {
    await ports.machine.start(change.after.id);
    await endLosers(ports, of("enrollment", change.after));
    await enroll(ports, change);
  },
  "enrollment.advanced": enroll,
  "enrollment.ended": async (ports, change) => {
    await closeBarred(ports, of("enrollment", change.after).data.patientId);
    await enroll(ports, change);
  },
  "enrollment.resumed": enroll,
  "enrollment.migrated": enroll,
  "migration.started": (ports, { after }) => workMigration(ports, of("migration", after)),
  "migration.advanced": (ports, { after }) => workMigration(ports, of("migration", after)),
  "migration.undone": (ports, { after }) => workMigration(ports, of("migration", after)),
  "inbox.news": async (ports, { after }) => {
    const { token } = of("inbox", after).data;
    if (token) await ports.machine.wake(token);
  },

  "outreach.planned": send,
  "outreach.rerouted": async (ports, change) => {
    const { data, event } = of("outreach", change.after);
    await closeCalls(ports, data, event.reason ?? event.type);
    await send(ports, change);
  },
  "outreach.held": async (ports, change) => {
    await send(ports, change);
    await fate(ports, change);
  },
  "outreach.cancelled": (ports, change) => undispatch(ports, change),
  "outreach.sent": left,
  "outreach.suppressed": fate,
  "outreach.failed": fate,
  "outreach.undelivered": fate,

  "link.asked-again": (ports, { after }) => sendAgain(ports, of("link", after)),
  "barrier.reported": (ports, { after }) => helpWithBarrier(ports, of("barrier", after)),
  "freed-time.offered": (ports, { after }) => tellOfFreed(ports, of("freedTime", after)),
  "freed-time.taken": (ports, { after }) => withdrawOffers(ports, of("freedTime", after)),
  "waiting.left": (ports, { after }) => withdrawFrom(ports, of("waiting", after)),
  "feedback.given": (ports, { after }) => followFeedback(ports, of("feedback", after)),

  "operation.started": (ports, { after }) => {
    const { id, generation, startsAt } = of("operation", after).data;
    return ports.operations.start(id, generation, startsAt);
  },

  "portal-message.read": (ports, { after }) => followRead(ports, of("portalMessage", after)),
  "message.received": (ports, { after }) => carryOut(ports, of("message", after)),

  "task.completed": answer,
  "task.declined": answer,
  "task.cancelled": asked,
  "staff-task.completed": outcome,
  "staff-task.closed": (ports, { after }) => followBarred(ports, of("staffTask", after)),
};

export async function react(ports: ReactPorts, change: RecordedChange): Promise<void> {
  await reactions[change.after.event.type]?.(ports, change);
  await closeCallsBy(ports, change);
  await followProfile(ports, change);
}
