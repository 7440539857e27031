import { randomUUID } from "node:crypto";
import type * as z from "zod";
import { Refusal } from "#lib/domain/errors.ts";
import { parsePhone } from "#lib/domain/patient/phone.ts";
import { durationMs } from "#lib/domain/time/duration.ts";
import { plusMs } from "#lib/domain/time/instant.ts";
import { type Channel, type Instant, phoneChannels } from "#lib/domain/words.ts";
import type { Inbound, Receipt } from "#lib/ports.ts";
import { find } from "#lib/usecases/read/find.ts";
import { clockOf } from "../console/state.ts";
import type { Host } from "../host.ts";
import type { LocalCall, LocalWorld } from "./local-call.ts";
import { type ClockMove, farthestMs, type InboundBody, type ReceiptBody } from "./local-routes.ts";
import { json, type Reply } from "./reply.ts";

const dayMs = 86_400_000;
/** How far `next` looks for something to happen. */
const lookAheadMs = 60 * dayMs;

/** Answers when everything due by then has happened; `ran` counts the records that changed, audit lines apart. */
export async function moveClock(
  { host }: LocalWorld,
  { input }: LocalCall<z.infer<typeof ClockMove>>,
): Promise<Reply> {
  if (!host.clock.movable)
    throw new Refusal("wrong_state", "The clock is the real one: start with --clock <instant> to move it.");
  const before = host.mirror.changes;
  if ("next" in input) await host.runToNext(plusMs(host.clock.now(), lookAheadMs));
  else await host.runTo(targetOf(host, input));
  return json({ ...clockOf(host), ran: host.mirror.changes - before });
}

function targetOf({ clock }: Host, input: { advance: string } | { to: Instant }): Instant {
  const now = clock.now();
  if ("advance" in input) return plusMs(now, durationMs(input.advance));
  const fault = (detail: string) => new Refusal("validation_failed", undefined, [{ pointer: "/to", detail }]);
  if (input.to < now) throw fault(`The clock never goes back: it is ${now}.`);
  if (Date.parse(input.to) - Date.parse(now) > farthestMs) throw fault("At most 400 days from now.");
  return input.to;
}

export const readClock = async ({ host }: LocalWorld): Promise<Reply> => json(clockOf(host));

/** A patient's reply. A phone number may be written in any way; the carrier would give E.164. */
export async function playInbound(
  { host }: LocalWorld,
  { input }: LocalCall<z.infer<typeof InboundBody>>,
): Promise<Reply> {
  const { channel, body: text, messageId = `local-${randomUUID()}`, to, inReplyTo } = input;
  const inbound: Inbound = {
    ...{ messageId, channel, text, from: addressOf(input), at: host.clock.now() },
    ...(to && { to }),
    ...(inReplyTo && { inReplyTo }),
  };
  await host.inTurn(() => host.system.receive(inbound));
  return json({ messageId, channel, from: inbound.from, at: inbound.at }, 202);
}

function addressOf({ channel, from }: { channel: Channel; from: string }): string {
  if (!phoneChannels.has(channel)) return from;
  const phone = parsePhone(from);
  if (phone.ok) return phone.e164;
  const detail = "Give a phone number that exists, such as +13125550100.";
  throw new Refusal("validation_failed", undefined, [{ pointer: "/from", detail }]);
}

/** A provider's delivery event. */
export async function playReceipt(
  { host }: LocalWorld,
  { input }: LocalCall<z.infer<typeof ReceiptBody>>,
): Promise<Reply> {
  const { data } = await find(host.system.ports.records, "outreach", input.outreachId);
  const last = data.attempts.find(({ n }) => n === input.attempt) ?? data.attempts.at(-1);
  const channel = input.channel ?? last?.channel ?? data.channel;
  if (!channel) throw new Refusal("wrong_state", "This outreach was never tried on a channel.");
  const { providerId = last?.providerId, code = "local" } = input;
  const receipt: Receipt = {
    ...{ outreachId: input.outreachId, receipt: input.receipt, channel, code },
    attempt: input.attempt ?? last?.n ?? 1,
    at: input.at ?? host.clock.now(),
    ...(providerId && { providerId }),
  };
  await host.inTurn(() => host.system.receipt(receipt));
  const { status, reason } = (await find(host.system.ports.records, "outreach", input.outreachId)).data;
  return json({ receipt, outreach: { id: input.outreachId, status, reason } }, 202);
}
