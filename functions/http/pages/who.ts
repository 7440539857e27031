import { whoView } from "#lib/lambda/pages/views/who.ts";
import { actFor, chargesOf } from "#lib/usecases/pages/proxy.ts";
import { field, type Page } from "./call.ts";

/** Whoever may act for several patients chooses one. Which they may is asked again when they choose. */
export const who: Page = {
  async show(call) {
    const charges = await chargesOf(call.ports, call.session, call.policy);
    return whoView(
      call,
      charges.map(({ patient }) => ({
        id: patient.id,
        given: patient.name.given,
        chosen: patient.id === call.session.patientId,
      })),
    );
  },
  async act(call) {
    const { ports, session, policy } = call;
    const token = await actFor(ports, session, field(call, "patient") ?? "", policy);
    return { go: "/p", token };
  },
};
