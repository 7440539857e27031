import { create as createApi } from "#functions/http/api.ts";
import { create as createFhir } from "#functions/http/fhir.ts";
import { create as createFiles } from "#functions/http/files.ts";
import { create as createPages } from "#functions/http/pages.ts";
import { fhirFormat } from "#lib/adapters/fhir/format.ts";
import type { Host } from "../host.ts";
import { type Asked, lambdaContext, proxyEvent } from "./event.ts";
import type { Reply } from "./reply.ts";

type Lambda = (asked: Asked) => Promise<Reply>;

/** The deployed handlers behind this server's gateway. */
export function lambdas({
  system,
  clock,
  settled,
}: Host): Record<"api" | "fhir" | "files" | "pages", Lambda> {
  const { ports } = system;
  const api = createApi(ports);
  const fhir = createFhir(ports, fhirFormat);
  const files = createFiles(ports);
  const pages = createPages(ports);
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
    fhir: followed((asked) => fhir(event(asked))),
    files: followed((asked) => files(event(asked), lambdaContext(asked.requestId))),
    pages: followed((asked) => pages(event(asked), lambdaContext(asked.requestId))),
  };
}

/** Reading what a patient wrote or answered is written down. */
const writes = ({ method, url }: Asked): boolean =>
  method !== "GET" ||
  url.pathname.startsWith("/v1/messages/") ||
  url.pathname.startsWith("/v1/form-responses/") ||
  url.pathname.startsWith("/v1/files/");
