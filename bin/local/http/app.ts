import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Refusal } from "#lib/domain/errors.ts";
import type { Log } from "#lib/ports.ts";
import type { Host } from "../host.ts";
import type { Tokens } from "../token.ts";
import { readBody } from "./body.ts";
import type { Asked } from "./event.ts";
import { guard } from "./guard.ts";
import { lambdas } from "./lambdas.ts";
import { answerLocal } from "./local.ts";
import { answerOauth } from "./oauth.ts";
import { page } from "./pages.ts";
import { problem, type Reply, send } from "./reply.ts";

export type App = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const within = (path: string, root: string): boolean => path === root || path.startsWith(`${root}/`);

/** Every request of this server, from the guard to the answer. */
export function createApp(world: { host: Host; tokens: Tokens; log: Log }): App {
  const { host, tokens, log } = world;
  const { api, fhir, files, pages } = lambdas(host);

  async function route(asked: Asked): Promise<Reply> {
    const { pathname } = asked.url;
    if (within(pathname, "/v1/files")) return files(asked);
    if (within(pathname, "/v1")) return api(asked);
    if (within(pathname, "/fhir/R4")) return fhir(asked);
    if (["/l", "/p", "/u"].some((root) => within(pathname, root))) return pages(asked);
    if (within(pathname, "/oauth2")) return answerOauth(tokens, asked);
    if (asked.method === "GET" && pathname === "/")
      return { statusCode: 302, headers: { Location: "/local/console" }, body: "" };
    const found = asked.method === "GET" ? page(pathname) : undefined;
    return found ?? answerLocal({ host, tokens }, asked);
  }

  return async (request, response) => {
    const requestId = randomUUID();
    try {
      guard(request, request.socket.localPort ?? 0);
      send(response, await route(await read(request, requestId, tokens)));
    } catch (error) {
      if (!(error instanceof Refusal)) log.error("a request met a bug", { requestId, status: 500 }, error);
      if (!response.headersSent) send(response, problem(error, requestId));
    }
  };
}

async function read(request: IncomingMessage, requestId: string, tokens: Tokens): Promise<Asked> {
  const { method = "GET", headers, rawHeaders } = request;
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
  return {
    ...{ method, headers, rawHeaders, requestId },
    url: urlOf(request.url ?? "/"),
    ...(await readBody(request)),
    claims: bearer === undefined ? undefined : await tokens.claims(bearer),
  };
}

/** A path that is no URL (`//`, `http:`) is nobody's. */
function urlOf(path: string): URL {
  const url = URL.parse(`http://local${path.startsWith("/") ? path : `/${path}`}`);
  if (!url) throw new Refusal("not_found");
  return url;
}
