import type { switchRoutes } from "#lib/domain/api/switch-routes.ts";
import { journeySwitch } from "#lib/domain/switch.ts";
import { byOf } from "#lib/lambda/http/answers.ts";
import type { HandlersOf } from "#lib/lambda/http/call.ts";
import type { CorePorts } from "#lib/lambda/wiring/core.ts";
import {
  pauseEverything,
  pauseJourney,
  readSwitch,
  resumeEverything,
  resumeJourney,
} from "#lib/usecases/journeys/switches.ts";

const why = ({ reason }: { reason?: string | undefined }) => (reason ? { reason } : {});

export const switchHandlers = {
  getPause: async (ports) => ({ body: await readSwitch(ports, "everything") }),
  pauseEverything: async (ports, call) => ({
    body: await pauseEverything(ports, { ...byOf(call), ...why(call.body) }),
  }),
  resumeEverything: async (ports, call) => ({ body: await resumeEverything(ports, byOf(call)) }),
  getJourneyPause: async (ports, { params }) => ({
    body: await readSwitch(ports, journeySwitch(params.journeyId)),
  }),
  pauseJourney: async (ports, call) => ({
    body: await pauseJourney(ports, call.params.journeyId, { ...byOf(call), ...why(call.body) }),
  }),
  resumeJourney: async (ports, call) => ({
    body: await resumeJourney(ports, call.params.journeyId, byOf(call)),
  }),
} satisfies HandlersOf<typeof switchRoutes, CorePorts>;
