import * as z from "zod";
import { pathParams } from "#lib/domain/api/route.ts";
import { type Scope, scopes } from "#lib/domain/api/scopes.ts";
import { type ReceiptName, receipts } from "#lib/domain/outreach/receipts.ts";
import { durationMs } from "#lib/domain/time/duration.ts";
import { Channel, Duration, Instant } from "#lib/domain/words.ts";

/** A year and a bit: what is swept every hour takes its time. */
export const farthestMs = 400 * 86_400_000;

const isForward = (duration: string): boolean => {
  const ms = durationMs(duration);
  return ms > 0 && ms <= farthestMs;
};
// Piped: a refinement alone is also asked of what is no duration.
const Forward = Duration.pipe(z.string().refine(isForward, "from PT1S to P400D"));

const outreachId = pathParams.outreachId;
const receipt = z.enum(Object.keys(receipts) as [ReceiptName, ...ReceiptName[]]);
const Scopes = z
  .string()
  .transform((text) => text.split(",").filter(Boolean))
  .pipe(z.array(z.enum(Object.keys(scopes) as [Scope, ...Scope[]])).min(1));

/** `next: true` moves to the next moment at which something happens, within 60 days. */
export const ClockMove = z.union(
  [
    z.strictObject({ advance: Forward }),
    z.strictObject({ to: Instant }),
    z.strictObject({ next: z.literal(true) }),
  ],
  { error: 'Give one of {"advance": "P2D"}, {"to": "2026-06-03T15:00:00Z"} and {"next": true}.' },
);

export const InboundBody = z.strictObject({
  channel: Channel,
  from: z.string().trim().min(1).max(4096),
  body: z.string().max(2000),
  to: z.string().max(4096).optional(),
  /** The provider's id: the same one twice is one message. */
  messageId: z.string().min(1).max(128).optional(),
  inReplyTo: z.string().max(128).optional(),
});

/** What is left out is taken from the outreach's last attempt. */
export const ReceiptBody = z.strictObject({
  outreachId,
  receipt,
  attempt: z.int().min(1).optional(),
  channel: Channel.optional(),
  at: Instant.optional(),
  providerId: z.string().max(128).optional(),
  code: z.string().max(128).optional(),
});

export const OutboxQuery = z.strictObject({
  channel: Channel.optional(),
  address: z.string().min(1).max(4096).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});

export const TokenQuery = z.strictObject({
  scopes: Scopes.optional(),
  /** Makes it a person's token: what is done with it is done by this user of the staff. */
  username: z
    .string()
    .regex(/^[\w.:-]{1,128}$/)
    .optional(),
});

export const StateQuery = z.strictObject({ patientId: pathParams.patientId.optional() });

export type LocalRoute = { method: "GET" | "POST"; path: string; query?: z.ZodObject; body?: z.ZodType };

/** What only this server has, for partner developers and tests. None of it is in a deployed stack. */
export const localRoutes = {
  moveClock: { method: "POST", path: "/local/clock", body: ClockMove },
  readClock: { method: "GET", path: "/local/clock" },
  listOutbox: { method: "GET", path: "/local/outbox", query: OutboxQuery },
  readLetter: { method: "GET", path: "/local/letters/{outreachId}" },
  playInbound: { method: "POST", path: "/local/inbound", body: InboundBody },
  playReceipt: { method: "POST", path: "/local/receipts", body: ReceiptBody },
  makeToken: { method: "GET", path: "/local/token", query: TokenQuery },
  readState: { method: "GET", path: "/local/state", query: StateQuery },
  readOperations: { method: "GET", path: "/local/operations" },
  readAudit: { method: "GET", path: "/local/audit/{patientId}" },
} as const satisfies Record<string, LocalRoute>;

export type LocalRoutes = typeof localRoutes;
export type LocalOperation = keyof LocalRoutes;
