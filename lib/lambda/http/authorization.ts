import type { MiddlewareObj } from "@middy/core";
import * as z from "zod";
import { fullScope } from "#lib/domain/api/scopes.ts";
import { Refusal } from "#lib/domain/errors.ts";
import type { HttpEvent } from "./call.ts";

/** Claims of a Cognito access token as API Gateway hands them on; `username` is there for a person, not for a client. */
const Claims = z.object({
  client_id: z.string().min(1).max(128),
  scope: z.string().default(""),
  username: z.string().min(1).max(128).optional(),
});

/**
 * Asks again what API Gateway asked: a wrong method setting must not open an operation. The signature was checked by
 * the authorizer before the claims came here.
 */
export const authorization = (): MiddlewareObj<HttpEvent> => ({
  before: ({ event }) => {
    const { scope } = event.call.route;
    if (!scope) return;
    const claims = Claims.safeParse(event.requestContext.authorizer?.claims).data;
    if (!claims) throw new Refusal("unauthorized");
    if (!claims.scope.split(" ").includes(fullScope(scope)))
      throw new Refusal("forbidden", `This needs the scope ${fullScope(scope)}.`);
    event.call.by = claims.username
      ? { type: "staff", id: claims.username }
      : { type: "client", id: claims.client_id };
  },
});
