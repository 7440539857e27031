import type { appointmentRoutes } from "#lib/domain/api/appointment-routes.ts";
import { Refusal } from "#lib/domain/errors.ts";
import { patientOf } from "#lib/domain/ids.ts";
import { byOf, expected, made, many, one, pageOf } from "#lib/lambda/http/answers.ts";
import type { HandlersOf } from "#lib/lambda/http/call.ts";
import type { CorePorts } from "#lib/lambda/wiring/core.ts";
import { saveAppointment } from "#lib/usecases/ingest/save-appointment.ts";
import { offerFor, offerTimes } from "#lib/usecases/pages/offer-times.ts";
import { find, patientsOwn } from "#lib/usecases/read/find.ts";

export const appointments = {
  listAppointments: async ({ records }, { params, query }) =>
    many(await patientsOwn(records, "appointment", params.patientId, pageOf(query))),
  saveAppointment: async (ports, call) => {
    const { record, outcome } = await saveAppointment(ports, call.body, byOf(call));
    return made(record, outcome === "created");
  },
  getAppointment: async ({ records }, { params }) =>
    one(await find(records, "appointment", params.appointmentId)),
  updateAppointment: async (ports, call) => {
    const by = { ...byOf(call), ...expected(call), id: call.params.appointmentId };
    const input = { ...call.body, patientId: patientOf(call.params.appointmentId) };
    return one((await saveAppointment(ports, input, by)).record);
  },
  getOfferedTimes: async ({ records }, { params }) => {
    const offer = await offerFor(records, params.appointmentId);
    if (!offer) throw new Refusal("not_found");
    return one(offer);
  },
  offerTimes: async (ports, call) =>
    one(await offerTimes(ports, call.params.appointmentId, call.body.times, byOf(call))),
} satisfies HandlersOf<typeof appointmentRoutes, CorePorts>;
