import type { MiddlewareObj } from "@middy/core";
import type { HttpEvent } from "./call.ts";
import { callerOf } from "./claims.ts";

/** Who calls, and whether their token allows the operation. */
export const authorization = (): MiddlewareObj<HttpEvent> => ({
  before: ({ event }) => {
    const { scope } = event.call.route;
    if (scope) event.call.by = callerOf(event, scope);
  },
});
