import middy from "@middy/core";
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import { routerOf } from "#lib/domain/api/match.ts";
import type { Route } from "#lib/domain/api/route.ts";
import type { Clock, Log, Records } from "#lib/ports.ts";
import { authorization } from "./authorization.ts";
import { body } from "./body.ts";
import { type Answer, type Call, type HandlersOf, type HttpEvent, successResult } from "./call.ts";
import { idempotent } from "./idempotency.ts";
import { problems } from "./problems.ts";
import { routing } from "./routing.ts";
import { validation } from "./validation.ts";

export type HttpHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/** A Lambda for a route table: every operation passes the same steps, from the path to the answer's own schema. */
export function httpStack<
  Table extends Record<string, Route>,
  Ports extends { records: Records; clock: Clock; log: Log },
>(ports: Ports, routes: Table, handlers: HandlersOf<Table, Ports>): HttpHandler {
  const byId = handlers as unknown as Record<string, (ports: Ports, call: Call) => Promise<Answer>>;
  const stack = middy<HttpEvent, APIGatewayProxyResult>()
    .use(problems(ports.log))
    .use(routing(routerOf(routes as Record<string, Route>), routes))
    .use(authorization())
    .use(body())
    .use(validation())
    .use(idempotent(ports))
    .handler(async ({ call }: HttpEvent) => {
      const handle = byId[call.operationId] as (ports: Ports, call: Call) => Promise<Answer>;
      return successResult(call, await handle(ports, call));
    });
  return (event, context) => stack({ ...event } as HttpEvent, context) as Promise<APIGatewayProxyResult>;
}
