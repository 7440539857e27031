import { apiRoutes } from "#lib/domain/api/routes.ts";
import { wired } from "#lib/lambda/env.ts";
import { type HttpHandler, httpStack } from "#lib/lambda/http/stack.ts";
import { type CorePorts, corePorts } from "#lib/lambda/wiring/core.ts";
import { appointments } from "./api/appointments.ts";
import { campaignHandlers } from "./api/campaigns.ts";
import { formHandlers } from "./api/forms.ts";
import { inbox } from "./api/inbox.ts";
import { journeyHandlers } from "./api/journeys.ts";
import { migrationHandlers } from "./api/migrations.ts";
import { operationHandlers } from "./api/operations.ts";
import { outreach } from "./api/outreach.ts";
import { people } from "./api/people.ts";
import { policy } from "./api/policy.ts";
import { segmentHandlers } from "./api/segments.ts";
import { simulationHandlers } from "./api/simulation.ts";
import { switchHandlers } from "./api/switches.ts";
import { system } from "./api/system.ts";
import { tasks } from "./api/tasks.ts";
import { templateHandlers } from "./api/templates.ts";

/** The partner API. An operation of the route table without a handler here does not compile. */
export const create = (ports: CorePorts): HttpHandler =>
  httpStack(ports, apiRoutes, {
    ...people,
    ...appointments,
    ...outreach,
    ...tasks,
    ...inbox,
    ...templateHandlers,
    ...formHandlers,
    ...journeyHandlers,
    ...simulationHandlers,
    ...switchHandlers,
    ...migrationHandlers,
    ...segmentHandlers,
    ...campaignHandlers,
    ...operationHandlers,
    ...system,
    ...policy,
  });

const lambda = wired(() => create(corePorts("api")));

export const handler: HttpHandler = (event, context) => lambda()(event, context);
