import * as z from "zod";
import { Simulation, SimulationRequest } from "../simulation/schemas.ts";
import { pathParams, type Route } from "./route.ts";

const Timelines = z
  .int()
  .min(0)
  .max(200)
  .default(20)
  .describe("Of how many patients the timeline is wanted; those with faults come first.");

/** Patients of the customer's own, each as they are now; what the journey is about is made up for them. */
const most = 100;

export const simulationRoutes = {
  simulateJourney: {
    tag: "Journeys",
    method: "POST",
    path: "/v1/journeys/{journeyId}/simulate",
    scope: "content.read",
    summary: "Play the draft, else the published version, for made-up patients; nothing is sent or kept",
    body: SimulationRequest.extend({ timelines: Timelines }),
    answer: Simulation,
  },
  simulateJourneyForPatients: {
    tag: "Journeys",
    method: "POST",
    path: "/v1/journeys/{journeyId}/simulate/patients",
    scope: "outreach.read",
    summary: "Play it for patients of the customer's own, as they are now; nothing is sent or kept",
    body: SimulationRequest.omit({ patients: true, only: true }).extend({
      timelines: Timelines,
      patientIds: z.array(pathParams.patientId).min(1).max(most),
    }),
    answer: Simulation,
    phi: true,
  },
} as const satisfies Record<string, Route>;
