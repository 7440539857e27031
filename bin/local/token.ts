import { randomBytes } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import * as z from "zod";
import { fullScope, type Scope, scopes } from "#lib/domain/api/scopes.ts";

const issuer = "followthrough-local";
const algorithm = "HS256";
/** By the real time, whatever the local clock shows: a token should not end because a test moved on by a year. */
export const tokenSeconds = 7 * 86_400;

export const allScopes = Object.keys(scopes) as Scope[];

/** What Cognito puts into an access token and API Gateway hands on; `username` only where a person signed in. */
const Claims = z.object({ client_id: z.string(), scope: z.string(), username: z.string().optional() });
export type Claims = z.infer<typeof Claims>;

export type TokenRequest = { scopes?: readonly Scope[] | undefined; username?: string | undefined };

export type Tokens = {
  mint(request?: TokenRequest): Promise<string>;
  /** The claims of a token of this run; undefined for any other text. */
  claims(token: string): Promise<Claims | undefined>;
};

/** Cognito's twin. The secret is this run's own: a token of another run, or another machine, opens nothing. */
export function localTokens(secret: Uint8Array = randomBytes(32)): Tokens {
  return {
    mint: ({ scopes: asked = allScopes, username } = {}) =>
      new SignJWT({
        token_use: "access",
        client_id: "local",
        scope: asked.map(fullScope).join(" "),
        ...(username && { username }),
      })
        .setProtectedHeader({ alg: algorithm })
        .setIssuer(issuer)
        .setIssuedAt()
        .setExpirationTime(`${tokenSeconds}s`)
        .sign(secret),
    async claims(token) {
      try {
        const { payload } = await jwtVerify(token, secret, { issuer, algorithms: [algorithm] });
        return Claims.safeParse(payload).data;
      } catch {
        return undefined;
      }
    },
  };
}
