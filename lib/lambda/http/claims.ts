import * as z from "zod";
import { fullScope, type Scope } from "#lib/domain/api/scopes.ts";
import { Refusal } from "#lib/domain/errors.ts";
import type { Actor } from "#lib/domain/words.ts";

/** Claims of a Cognito access token as API Gateway hands them on; `username` is there for a person, not for a client. */
const Claims = z.object({
  client_id: z.string().min(1).max(128),
  scope: z.string().default(""),
  username: z.string().min(1).max(128).optional(),
});

type Authorized = { requestContext?: { authorizer?: { claims?: unknown } | null | undefined } | undefined };

/**
 * Who calls, where the token allows this. Asks again what API Gateway asked: a wrong method setting must not open an
 * operation. The signature was checked by the authorizer before the claims came here. Throws `unauthorized`,
 * `forbidden`.
 */
export function callerOf(event: Authorized, scope: Scope): Actor {
  const claims = Claims.safeParse(event.requestContext?.authorizer?.claims).data;
  if (!claims) throw new Refusal("unauthorized");
  if (!claims.scope.split(" ").includes(fullScope(scope)))
    throw new Refusal("forbidden", `This needs the scope ${fullScope(scope)}.`);
  return claims.username ? { type: "staff", id: claims.username } : { type: "client", id: claims.client_id };
}
