import * as z from "zod";
import { faultsOf } from "#lib/domain/api/faults.ts";
import { routerOf } from "#lib/domain/api/match.ts";
import type { Route } from "#lib/domain/api/route.ts";
import { Refusal } from "#lib/domain/errors.ts";
import { parseJson } from "./body.ts";
import type { Asked } from "./event.ts";
import type { LocalCall, LocalWorld } from "./local-call.ts";
import { type LocalOperation, type LocalRoute, localRoutes } from "./local-routes.ts";
import { listOutbox, makeToken, readAudit, readLetter, readOperations, readState } from "./look.ts";
import { moveClock, playInbound, playReceipt, readClock } from "./play.ts";
import { problem, type Reply } from "./reply.ts";

type Handler = (world: LocalWorld, call: LocalCall<never>) => Promise<Reply>;

const handlers: Record<LocalOperation, Handler> = {
  moveClock,
  readClock,
  listOutbox,
  readLetter,
  playInbound,
  playReceipt,
  makeToken,
  readState,
  readOperations,
  readAudit,
};

// The router reads method and path only; a route's type wants the path to begin with /v1.
const find = routerOf(localRoutes as unknown as Record<LocalOperation, Route>);

/** Everything under /local but its pages. */
export async function answerLocal(world: LocalWorld, asked: Asked): Promise<Reply> {
  const match = find(asked.method, asked.url.pathname);
  if (match.found === "nothing") throw new Refusal("not_found");
  if (match.found === "path")
    return problem(new Refusal("method_not_allowed"), asked.requestId, { Allow: match.allow.join(", ") });
  const { operationId, params } = match;
  const input = inputOf(localRoutes[operationId], asked);
  return handlers[operationId](world, { input: input as never, params, headers: asked.headers });
}

function inputOf(route: LocalRoute, { url, body }: Asked): unknown {
  if (route.body) return parsed(route.body, parseJson(body), "");
  return parsed(route.query ?? z.strictObject({}), Object.fromEntries(url.searchParams), "/query");
}

function parsed(schema: z.ZodType, given: unknown, root: string): unknown {
  const read = schema.safeParse(given);
  if (!read.success) throw new Refusal("validation_failed", undefined, faultsOf(read.error, root));
  return read.data;
}
