import type { taskRoutes } from "#lib/domain/api/task-routes.ts";
import { byOf, many, one, pageOf } from "#lib/lambda/http/answers.ts";
import type { HandlersOf } from "#lib/lambda/http/call.ts";
import type { CorePorts } from "#lib/lambda/wiring/core.ts";
import { find, patientsOwn } from "#lib/usecases/read/find.ts";
import { readMessage } from "#lib/usecases/read/read-message.ts";
import { answerTask } from "#lib/usecases/tasks/answer-task.ts";
import { claimStaffTask, completeStaffTask } from "#lib/usecases/tasks/staff-tasks.ts";

/** Asking the gate again is read with the first call. */
const calls = () => import("#lib/usecases/read/read-call.ts");

export const tasks = {
  listPatientTasks: async ({ records }, { params, query }) =>
    many(await patientsOwn(records, "patientTask", params.patientId, pageOf(query))),
  getPatientTask: async ({ records }, { params }) => one(await find(records, "patientTask", params.taskId)),
  answerPatientTask: async (ports, call) =>
    one(await answerTask(ports, call.params.taskId, call.body.answer, byOf(call))),
  listStaffTasks: async ({ records }, { query }) =>
    many(await records.list({ kind: "staffTask", of: "queue", queue: query.queue }, pageOf(query))),
  listPatientStaffTasks: async ({ records }, { params, query }) =>
    many(await patientsOwn(records, "staffTask", params.patientId, pageOf(query))),
  getStaffTask: async ({ records }, { params }) => one(await find(records, "staffTask", params.staffTaskId)),
  claimStaffTask: async (ports, call) =>
    one(await claimStaffTask(ports, call.params.staffTaskId, call.body.owner, byOf(call))),
  completeStaffTask: async (ports, call) =>
    one(await completeStaffTask(ports, call.params.staffTaskId, call.body, byOf(call))),
  readStaffCall: async (ports, call) => ({
    body: await (await calls()).readCall(ports, call.params.staffTaskId, {
      ...byOf(call),
      reason: call.query.reason,
    }),
  }),
  listMessages: async ({ records }, { params, query }) =>
    many(await patientsOwn(records, "message", params.patientId, pageOf(query))),
  readMessage: async (ports, call) =>
    one(await readMessage(ports, call.params.messageId, { ...byOf(call), reason: call.query.reason })),
} satisfies HandlersOf<typeof taskRoutes, CorePorts>;
