import { appointmentRoutes } from "./appointment-routes.ts";
import { campaignRoutes } from "./campaign-routes.ts";
import { fileRoutes } from "./file-routes.ts";
import { formRoutes } from "./form-routes.ts";
import { inboxRoutes } from "./inbox-routes.ts";
import { journeyRoutes } from "./journey-routes.ts";
import { migrationRoutes } from "./migration-routes.ts";
import { operationRoutes } from "./operation-routes.ts";
import { outreachRoutes } from "./outreach-routes.ts";
import { peopleRoutes } from "./people-routes.ts";
import { policyRoutes } from "./policy-routes.ts";
import { segmentRoutes } from "./segment-routes.ts";
import { simulationRoutes } from "./simulation-routes.ts";
import { switchRoutes } from "./switch-routes.ts";
import { systemRoutes } from "./system-routes.ts";
import { taskRoutes } from "./task-routes.ts";
import { templateRoutes } from "./template-routes.ts";

/** What one function serves: all but the files. */
export const apiRoutes = {
  ...peopleRoutes,
  ...appointmentRoutes,
  ...outreachRoutes,
  ...taskRoutes,
  ...inboxRoutes,
  ...templateRoutes,
  ...formRoutes,
  ...journeyRoutes,
  ...simulationRoutes,
  ...switchRoutes,
  ...migrationRoutes,
  ...segmentRoutes,
  ...campaignRoutes,
  ...operationRoutes,
  ...systemRoutes,
  ...policyRoutes,
} as const;

/** The partner API, whole: the one table that everything about its routes is read from. */
export const routes = { ...apiRoutes, ...fileRoutes } as const;

export type Routes = typeof routes;
type OperationId = keyof Routes;
export const operationIds = Object.keys(routes) as OperationId[];
