import type * as z from "zod";
import { fullScope } from "#lib/domain/api/scopes.ts";
import { Refusal } from "#lib/domain/errors.ts";
import type { Records } from "#lib/ports.ts";
import { find } from "#lib/usecases/read/find.ts";
import { verifyChain } from "#lib/usecases/read/verify-chain.ts";
import { operationsOf } from "../console/operations.ts";
import { revisionOf, stateOf } from "../console/state.ts";
import { allScopes, tokenSeconds } from "../token.ts";
import type { LocalCall, LocalWorld } from "./local-call.ts";
import type { OutboxQuery, StateQuery, TokenQuery } from "./local-routes.ts";
import { json, type Reply } from "./reply.ts";

/** What left, oldest first: the latest `limit` of `total`. */
export async function listOutbox(
  { host }: LocalWorld,
  { input }: LocalCall<z.infer<typeof OutboxQuery>>,
): Promise<Reply> {
  const { channel, address, limit } = input;
  const left = host.system.outbox.list({ ...(channel && { channel }), ...(address && { address }) });
  const items = left
    .slice(-limit)
    .map((one) => (one.channel === "letter" ? { ...one, file: `/local/letters/${one.outreachId}` } : one));
  return json({ items, total: left.length });
}

/** The latest letter of an outreach, as it is printed. */
export async function readLetter({ host }: LocalWorld, { params }: LocalCall<unknown>): Promise<Reply> {
  const pdf = host.system.letters.get(params.outreachId as string);
  if (!pdf) throw new Refusal("not_found");
  return {
    statusCode: 200,
    headers: { "Content-Type": "application/pdf", "Cache-Control": "no-store" },
    body: pdf,
  };
}

/** In the words of RFC 6749 section 5.1, as Cognito's token endpoint answers. */
export async function makeToken(
  { tokens }: LocalWorld,
  { input }: LocalCall<z.infer<typeof TokenQuery>>,
): Promise<Reply> {
  const { scopes = allScopes, username } = input;
  return json({
    access_token: await tokens.mint({ scopes, username }),
    token_type: "Bearer",
    expires_in: tokenSeconds,
    scope: scopes.map(fullScope).join(" "),
  });
}

/** The console asks every second: an unchanged state costs a comparison. */
export async function readState(
  { host }: LocalWorld,
  { input, headers }: LocalCall<z.infer<typeof StateQuery>>,
): Promise<Reply> {
  const etag = `"${revisionOf(host)}-${input.patientId ?? ""}"`;
  const fresh = { ETag: etag, "Cache-Control": "no-cache" };
  if (headers["if-none-match"] === etag) return { statusCode: 304, headers: fresh, body: "" };
  return json(stateOf(host, input.patientId), 200, fresh);
}

/** What operations staff steer; what it shows comes from the table, so it is read anew each time. */
export const readOperations = async ({ host }: LocalWorld): Promise<Reply> => json(await operationsOf(host));

const mostLines = 200;

/** A patient's audit chain, checked from its first line to its last; the latest lines are shown. */
export async function readAudit({ host }: LocalWorld, { params }: LocalCall<unknown>): Promise<Reply> {
  const { records } = host.system.ports;
  const patientId = params.patientId as string;
  await find(records, "patient", patientId);
  const [check, lines] = await Promise.all([
    verifyChain(records, patientId),
    latestLines(records, patientId),
  ]);
  return json({ patientId, ...check, items: lines });
}

async function latestLines(records: Records, chain: string) {
  const newest: unknown[] = [];
  let cursor: string | undefined;
  do {
    const query = { kind: "audit", of: "chain", chain } as const;
    const page = await records.list(query, { limit: 100, newestFirst: true, ...(cursor && { cursor }) });
    newest.push(...page.items.map(({ data }) => data));
    cursor = page.cursor;
  } while (cursor && newest.length < mostLines);
  return newest.reverse();
}
