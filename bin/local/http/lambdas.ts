import { create as createApi } from "#functions/http/api.ts";
import { create as createFhir } from "#functions/http/fhir.ts";
import { fhirFormat } from "#lib/adapters/fhir/format.ts";
import { fullScope } from "#lib/domain/api/scopes.ts";
import { Refusal } from "#lib/domain/errors.ts";
import type { Host } from "../host.ts";
import { type Asked, lambdaContext, proxyEvent } from "./event.ts";
import type { Reply } from "./reply.ts";

type Lambda = (asked: Asked) => Promise<Reply>;

/** The deployed handlers behind this server's gateway. */
export function lambdas({ system, clock, settled }: Host): Record<"api" | "fhir", Lambda> {
  const { ports } = system;
  const api = createApi(ports);
  const fhir = createFhir(ports, fhirFormat);
  const event = (asked: Asked) => proxyEvent(asked, Date.parse(clock.now()));
  /** Answers when what follows from a write has happened, so that the next request sees it. */
  const followed =
    (lambda: Lambda): Lambda =>
    async (asked) => {
      const reply = await lambda(asked);
      if (writes(asked)) await settled();
      return reply;
    };
  return {
    api: followed((asked) => api(event(asked), lambdaContext(asked.requestId))),
    fhir: followed(async (asked) => {
      const refusal = refused(asked);
      if (refusal) return { ...reply(fhirFormat.refuse(refusal)) };
      const actor = { type: "ehr" as const, id: asked.claims?.client_id ?? "metadata" };
      return fhir(event(asked), { actor, cause: asked.requestId });
    }),
  };
}

/** Reading what a patient wrote is written down. */
const writes = ({ method, url }: Asked): boolean =>
  method !== "GET" || url.pathname.startsWith("/v1/messages/");

/** What the gateway's authorizer asks before the FHIR function is called: the capability statement is open to all. */
function refused({ method, url, claims }: Asked): Refusal | undefined {
  if (method === "GET" && url.pathname === "/fhir/R4/metadata") return undefined;
  if (!claims) return new Refusal("unauthorized");
  const scope = fullScope("patients.write");
  if (claims.scope.split(" ").includes(scope)) return undefined;
  return new Refusal("forbidden", `This needs the scope ${scope}.`);
}

const reply = ({ status, headers, body }: ReturnType<typeof fhirFormat.refuse>): Reply => ({
  statusCode: status,
  headers,
  body: JSON.stringify(body),
});
