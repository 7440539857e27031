import type { MiddlewareObj } from "@middy/core";
import type { APIGatewayProxyResult } from "aws-lambda";
import * as idempotency from "#lib/domain/api/idempotency.ts";
import { Refusal } from "#lib/domain/errors.ts";
import type { RequestRecord } from "#lib/domain/kinds.ts";
import { type Clock, type Log, type Records, VersionConflict } from "#lib/ports.ts";
import { type HttpEvent, resultOf } from "./call.ts";
import { header } from "./header.ts";
import { problemResult } from "./problems.ts";

type Needs = { records: Records; clock: Clock; log: Log };
/** The key this request holds, and the version of its record. */
type Held = { record: RequestRecord; version: number };

const Key = /^[\x21-\x7e]{1,255}$/;

/**
 * Idempotency-Key (draft-ietf-httpapi-idempotency-key-header) on writes that take one. The key is held before the
 * work begins and given its answer after it; a bug or a `busy` frees it, for the same request may then succeed.
 */
export function idempotent(ports: Needs): MiddlewareObj<HttpEvent, APIGatewayProxyResult> {
  const held = new WeakMap<HttpEvent, Held>();
  return {
    before: async ({ event }) => {
      const key = event.call.route.idempotent && header(event, "Idempotency-Key");
      if (!key) return undefined;
      if (!Key.test(key)) throw keyFault();
      const taken = await hold(ports, event, key);
      if ("status" in taken)
        return resultOf(taken.status, taken.body, { ...taken.headers, "Idempotency-Replayed": "true" });
      held.set(event, taken);
      return undefined;
    },
    after: ({ event, response }) => finish(ports, event, held.get(event), response ?? undefined),
    onError: ({ event, error }) => finish(ports, event, held.get(event), problemResult(error, event)),
  };
}

const keyFault = (): Refusal =>
  new Refusal("validation_failed", undefined, [
    { pointer: "/header/Idempotency-Key", detail: "Give 1 to 255 visible ASCII characters." },
  ]);

async function hold(
  { records, clock }: Needs,
  event: HttpEvent,
  key: string,
): Promise<Held | idempotency.RequestAnswer> {
  const id = idempotency.requestKey(event.call.by.id, key);
  const print = idempotency.requestPrint(event.httpMethod, event.path, event.body ?? "");
  // A race is lost at most once: the second reading finds the winner, which throws or is replayed.
  for (let tries = 0; tries < 3; tries++) {
    const known = await records.get("request", id, { consistent: true });
    const standing = idempotency.standing(known?.data, print, clock.now());
    if (standing !== "run") return standing;
    const record = idempotency.running(id, print, clock.now());
    try {
      await save({ records, clock }, event, { record, version: known?.version ?? 0 });
      return { record, version: (known?.version ?? 0) + 1 };
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
    }
  }
  throw new Refusal("busy", undefined, [], 1);
}

async function finish(
  ports: Needs,
  event: HttpEvent,
  held: Held | undefined,
  result: APIGatewayProxyResult | undefined,
): Promise<void> {
  if (!held || !result) return;
  const now = ports.clock.now();
  const { statusCode: status, body, headers } = result;
  const answer = { status, body, headers: headers as Record<string, string> };
  const record =
    status >= 500 || status === 429
      ? idempotency.released(held.record, now)
      : idempotency.answered(held.record, answer, now);
  try {
    await save(ports, event, { record, version: held.version });
  } catch (error) {
    // The work is done, and its answer is worth more than the note of it.
    ports.log.error("an answer was not kept for its key", { requestId: event.call.requestId }, error);
  }
}

const save = ({ records, clock }: Pick<Needs, "records" | "clock">, { call }: HttpEvent, held: Held) =>
  records.save([
    {
      kind: "request",
      id: held.record.key,
      expect: held.version,
      data: held.record,
      event: { type: "request.recorded", at: clock.now(), actor: call.by, cause: call.requestId },
    },
  ]);
