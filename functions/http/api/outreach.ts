import type { outreachRoutes } from "#lib/domain/api/outreach-routes.ts";
import { byOf, made, many, one, pageOf } from "#lib/lambda/http/answers.ts";
import type { HandlersOf } from "#lib/lambda/http/call.ts";
import type { CorePorts } from "#lib/lambda/wiring/core.ts";
import { cancelOutreach } from "#lib/usecases/outreach/cancel-outreach.ts";
import { sendDirect, wouldSend } from "#lib/usecases/outreach/send-direct.ts";
import { find, patientsOwn } from "#lib/usecases/read/find.ts";

/** The journey engine (120 KB): read when a run is started or controlled, not at each start of the API. */
const starting = () => import("#lib/usecases/enrollments/start-enrollment.ts");
const controlling = () => import("#lib/usecases/enrollments/control-enrollment.ts");

/** What the post brings back is rare. */
const letterReceipts = () => import("#lib/usecases/outreach/letter-receipt.ts");

export const outreach = {
  sendOutreach: async (ports, call) => {
    const { dryRun, ...send } = call.body;
    if (dryRun) return { body: { dryRun, decision: await wouldSend(ports, send) }, status: 200 };
    const { record, created } = await sendDirect(ports, send, byOf(call));
    return made(record, created);
  },
  getOutreach: async ({ records }, { params }) => one(await find(records, "outreach", params.outreachId)),
  cancelOutreach: async (ports, call) => {
    const by = { ...byOf(call), reason: call.body.reason };
    const { answer, record } = await cancelOutreach(ports, call.params.outreachId, by);
    return { body: { result: answer, outreach: one(record).body } };
  },
  recordLetterReceipt: async (ports, call) => {
    const { recordLetterReceipt } = await letterReceipts();
    const { result, record } = await recordLetterReceipt(
      ports,
      call.params.outreachId,
      call.body,
      byOf(call),
    );
    return { body: { result, outreach: one(record).body } };
  },
  listPatientOutreach: async ({ records }, { params, query }) =>
    many(await patientsOwn(records, "outreach", params.patientId, pageOf(query))),
  startEnrollment: async (ports, call) => {
    const { startEnrollment } = await starting();
    const { journeyId, patientId, subject = { type: "patient" as const, id: patientId } } = call.body;
    const { record, created } = await startEnrollment(ports, { journeyId, patientId, subject }, byOf(call));
    return made(record, created);
  },
  getEnrollment: async ({ records }, { params }) =>
    one(await find(records, "enrollment", params.enrollmentId)),
  stopEnrollment: async (ports, call) => {
    const by = { ...byOf(call), reason: call.body.reason };
    const { endEnrollment } = await controlling();
    return one(await endEnrollment(ports, call.params.enrollmentId, by));
  },
  pauseEnrollment: async (ports, call) => {
    const { pauseEnrollment } = await controlling();
    return one(await pauseEnrollment(ports, call.params.enrollmentId, byOf(call)));
  },
  resumeEnrollment: async (ports, call) => {
    const { resumeEnrollment } = await controlling();
    return one(await resumeEnrollment(ports, call.params.enrollmentId, byOf(call)));
  },
  listPatientEnrollments: async ({ records }, { params, query }) =>
    many(await patientsOwn(records, "enrollment", params.patientId, pageOf(query))),
  listJourneyEnrollments: async ({ records }, { params, query }) => {
    const { journeyId } = params;
    return many(await records.list({ kind: "enrollment", of: "journey", journeyId }, pageOf(query)));
  },
  listEnrollmentOutreach: async ({ records }, { params, query }) => {
    const { enrollmentId } = params;
    return many(await records.list({ kind: "outreach", of: "enrollment", enrollmentId }, pageOf(query)));
  },
} satisfies HandlersOf<typeof outreachRoutes, CorePorts>;
