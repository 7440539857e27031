import * as z from "zod";
import { resourceServer, type Scope } from "#lib/domain/api/scopes.ts";
import { Refusal } from "#lib/domain/errors.ts";
import { allScopes, type Tokens, tokenSeconds } from "../token.ts";
import type { Asked } from "./event.ts";
import { json, type Reply } from "./reply.ts";

const prefix = `${resourceServer}/`;

const Form = z.object({
  grant_type: z.literal("client_credentials"),
  scope: z
    .string()
    .default(allScopes.map((scope) => prefix + scope).join(" "))
    .transform((text) =>
      text
        .split(/\s+/)
        .filter(Boolean)
        .map((scope) => scope.replace(prefix, "")),
    )
    .pipe(z.array(z.enum(allScopes as [Scope, ...Scope[]])).min(1)),
});

/**
 * Cognito's token endpoint (RFC 6749 section 4.4), so that a partner's client runs here as it is. Any client id and
 * secret will do: what is on this machine is whoever's it is.
 */
export async function answerOauth(tokens: Tokens, { method, body, url }: Asked): Promise<Reply> {
  if (method !== "POST" || url.pathname !== "/oauth2/token") throw new Refusal("not_found");
  const form = Form.safeParse(Object.fromEntries(new URLSearchParams(body ?? "")));
  if (!form.success) return json({ error: faultOf(form.error) }, 400);
  return json({
    access_token: await tokens.mint({ scopes: form.data.scope }),
    token_type: "Bearer",
    expires_in: tokenSeconds,
  });
}

const faultOf = (error: z.ZodError): string =>
  error.issues.some(({ path }) => path[0] === "grant_type") ? "unsupported_grant_type" : "invalid_scope";
