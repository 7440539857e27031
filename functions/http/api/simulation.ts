import type { simulationRoutes } from "#lib/domain/api/simulation-routes.ts";
import type { HandlersOf } from "#lib/lambda/http/call.ts";
import type { CorePorts } from "#lib/lambda/wiring/core.ts";

/** The journey engine and the simulator (180 KB): read by who plays a journey, not at each start of the API. */
const playing = () => import("#lib/usecases/simulation/simulate-journey.ts");

export const simulationHandlers = {
  simulateJourney: async (ports, { params, body }) => {
    const { simulateJourney } = await playing();
    return { body: await simulateJourney(ports, params.journeyId, body) };
  },
  simulateJourneyForPatients: async (ports, { params, body }) => {
    const { simulateForPatients } = await playing();
    return { body: await simulateForPatients(ports, params.journeyId, body) };
  },
} satisfies HandlersOf<typeof simulationRoutes, CorePorts>;
