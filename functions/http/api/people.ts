import type { peopleRoutes } from "#lib/domain/api/people-routes.ts";
import { byOf, expected, made, many, one, pageOf } from "#lib/lambda/http/answers.ts";
import type { HandlersOf } from "#lib/lambda/http/call.ts";
import type { CorePorts } from "#lib/lambda/wiring/core.ts";
import { recordConsent } from "#lib/usecases/ingest/record-consent.ts";
import { savePatient } from "#lib/usecases/ingest/save-patient.ts";
import { addContactPoint, removeContactPoint, setPreference } from "#lib/usecases/patients/change-patient.ts";
import { contactPointOf, lookUpPatient } from "#lib/usecases/patients/look-up-patient.ts";
import { find, patientsOwn } from "#lib/usecases/read/find.ts";

export const people = {
  listPatients: async ({ records }, { query }) =>
    many(await records.list({ kind: "patient", of: "customer" }, pageOf(query))),
  createPatient: async (ports, call) =>
    one((await savePatient(ports, call.body, { ...byOf(call), expect: 0 })).record),
  lookupPatient: async ({ records }, { body }) => one(await lookUpPatient(records, body.identifier)),
  getPatient: async ({ records }, { params }) => one(await find(records, "patient", params.patientId)),
  updatePatient: async (ports, call) =>
    one(
      (await savePatient(ports, call.body, { ...byOf(call), ...expected(call), id: call.params.patientId }))
        .record,
    ),
  listContactPoints: async ({ records }, { params }) => ({
    body: { items: (await find(records, "patient", params.patientId)).data.contactPoints },
  }),
  getContactPoint: async ({ records }, { params }) => ({
    body: await contactPointOf(records, params.patientId, params.contactPointId),
  }),
  addContactPoint: async (ports, call) =>
    one(await addContactPoint(ports, call.params.patientId, call.body, byOf(call))),
  removeContactPoint: async (ports, call) => {
    const { patientId, contactPointId } = call.params;
    await removeContactPoint(ports, patientId, contactPointId, byOf(call));
    return { body: undefined };
  },
  getPreference: async ({ records }, { params }) => {
    const { data, version } = await find(records, "patient", params.patientId);
    return { body: data.preference, etag: version };
  },
  putPreference: async (ports, call) => {
    const by = { ...byOf(call), ...expected(call) };
    const { data, version } = await setPreference(ports, call.params.patientId, call.body, by);
    return { body: data.preference, etag: version };
  },
  listConsents: async ({ records }, { params, query }) =>
    many(await patientsOwn(records, "consent", params.patientId, pageOf(query))),
  recordConsent: async (ports, call) => {
    const input = { ...call.body, patientId: call.params.patientId };
    const { record, outcome } = await recordConsent(ports, input, byOf(call));
    return made(record, outcome === "created");
  },
} satisfies HandlersOf<typeof peopleRoutes, CorePorts>;
