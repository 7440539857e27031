import { refusals } from "../errors.ts";
import { type Json, refTo } from "./openapi-schemas.ts";
import { fullScope, type Scope, scopes } from "./scopes.ts";

export const headerParameters = {
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    schema: { type: "string", minLength: 1, maxLength: 255 },
    description:
      "The same key and body within 24 hours get the first answer again, marked Idempotency-Replayed.",
  },
  IfMatch: {
    name: "If-Match",
    in: "header",
    required: false,
    schema: { type: "string", examples: ['"3"'] },
    description:
      "The ETag last read. Asked for where the resource is there already: 428 without, 412 if stale.",
  },
};

export const problemResponse = {
  description: `RFC 9457 problem; code is one of ${Object.keys(refusals).join(", ")} or internal`,
  content: {
    "application/problem+json": {
      schema: refTo("schemas", "Problem"),
      examples: {
        forbidden: {
          value: {
            type: "urn:followthrough:problem:forbidden",
            title: refusals.forbidden.title,
            status: 403,
            code: "forbidden",
            requestId: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
            retryable: false,
          },
        },
      },
    },
  },
};

export const clientCredentials = (tokenUrl: string): Json => ({
  type: "oauth2",
  flows: {
    clientCredentials: {
      tokenUrl,
      scopes: Object.fromEntries(Object.entries(scopes).map(([id, text]) => [fullScope(id as Scope), text])),
    },
  },
});
