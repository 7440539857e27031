import type { MiddlewareObj } from "@middy/core";
import type { Router } from "#lib/domain/api/match.ts";
import type { Route } from "#lib/domain/api/route.ts";
import { Refusal } from "#lib/domain/errors.ts";
import type { HttpEvent } from "./call.ts";

const nobody = { type: "client", id: "anonymous" } as const;

/** Names the operation that is asked for, and begins its call. */
export const routing = (router: Router<string>, routes: Record<string, Route>): MiddlewareObj<HttpEvent> => ({
  before: ({ event }) => {
    const match = router(event.httpMethod, event.path);
    if (match.found === "nothing") throw new Refusal("not_found");
    if (match.found === "path") {
      event.allow = match.allow;
      throw new Refusal("method_not_allowed");
    }
    const { operationId, params } = match;
    event.call = {
      operationId,
      route: routes[operationId] as Route,
      params,
      query: undefined,
      body: undefined,
      by: nobody,
      requestId: event.requestContext.requestId,
    };
  },
});
