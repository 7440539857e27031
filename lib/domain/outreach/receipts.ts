import type { EventType } from "../event.ts";
import type { Health } from "../patient/patient.ts";
import type { Channel } from "../words.ts";
import type { Attempt, Outreach } from "./outreach.ts";

type Row = { status: "sent" | "delivered" | "undelivered"; reason: string; health?: Health };

/**
 * Every receipt there is, whatever the provider calls it. A row's place is its rank: a receipt refines an attempt
 * only upwards, so repeats and late ones change nothing. `reason` is the outreach's, `health` the address's.
 */
export const receipts = {
  accepted: { status: "sent", reason: "accepted" },
  delayed: { status: "sent", reason: "delayed" },
  /** The carrier took it. In many countries this is all one ever hears. */
  "carrier-accepted": { status: "sent", reason: "carrier_accepted" },
  /** The carrier said nothing for 72 hours: no proof of anything, so no ground for another send. */
  "carrier-silent": { status: "sent", reason: "carrier_silent" },
  /** A letter on paper, and one that the post has. */
  printed: { status: "sent", reason: "printed" },
  mailed: { status: "sent", reason: "mailed" },
  /** With a machine, or with whoever picked up: no proof that the patient heard it. */
  "left-message": { status: "sent", reason: "left_message" },
  // It may work another time.
  "carrier-unreachable": { status: "undelivered", reason: "carrier_unreachable" },
  unreachable: { status: "undelivered", reason: "unreachable" },
  busy: { status: "undelivered", reason: "busy" },
  "no-answer": { status: "undelivered", reason: "no_answer" },
  "call-failed": { status: "undelivered", reason: "call_failed" },
  expired: { status: "undelivered", reason: "expired_in_transit" },
  "soft-bounce": { status: "undelivered", reason: "soft_bounce" },
  // This message will not work, to anyone.
  "content-rejected": { status: "undelivered", reason: "content_rejected" },
  "carrier-blocked": { status: "undelivered", reason: "carrier_blocked" },
  "account-blocked": { status: "undelivered", reason: "account_blocked" },
  /** Said to Meta, of all marketing on that channel: a revocation is recorded beside it. */
  "marketing-declined": { status: "undelivered", reason: "marketing_declined" },
  // This address will not work, whatever the message.
  "recipient-blocked": { status: "undelivered", reason: "recipient_blocked" },
  "invalid-address": { status: "undelivered", reason: "invalid_address", health: "invalid" },
  "hard-bounce": { status: "undelivered", reason: "hard_bounce", health: "bounced" },
  "suppressed-bounce": { status: "undelivered", reason: "suppressed_bounce", health: "bounced" },
  "wrong-number": { status: "undelivered", reason: "wrong_number", health: "wrong" },
  landline: { status: "undelivered", reason: "landline", health: "landline" },
  /** Said to a person who called: an opt-out of calls is recorded beside it. */
  "do-not-call": { status: "undelivered", reason: "do_not_call" },
  /** Barred before anybody made the call: call-bar.ts, and the reason is the task's. */
  "not-called": { status: "undelivered", reason: "not_called" },
  /** The post brought it back. */
  returned: { status: "undelivered", reason: "returned", health: "bounced" },
  "suppressed-complaint": { status: "undelivered", reason: "suppressed_complaint", health: "complained" },
  delivered: { status: "delivered", reason: "delivered" },
  read: { status: "delivered", reason: "read" },
  /** One complains of what one got. */
  complaint: { status: "delivered", reason: "complaint", health: "complained" },
} satisfies Record<string, Row>;

export type ReceiptName = keyof typeof receipts;
export const isReceipt = (name: string): name is ReceiptName => Object.hasOwn(receipts, name);

const rows: ReadonlyMap<string | undefined, Row & { rank: number }> = new Map(
  Object.entries<Row>(receipts).map(([name, row], rank) => [name, { ...row, rank }]),
);
/** Whether it says that the patient wants no marketing on its channel. */
export const declinesMarketing = (name: string | undefined): boolean => name === "marketing-declined";
/** What a receipt makes of its outreach, where it is one of ours. */
export const receiptStatus = (name: string | undefined): Row["status"] | undefined => rows.get(name)?.status;
const rankOf = (name: string | undefined): number => rows.get(name)?.rank ?? -1;
/** Delivered by any attempt is delivered: what a further channel comes to takes nothing back. */
export const isDelivered = ({ receipt }: Attempt): boolean => rows.get(receipt)?.status === "delivered";

/** What a receipt says, as far as the rule needs it. */
export type Told = { attempt: number; channel: Channel; receipt: string; providerId?: string };

/** `addressId` is absent where the sender died before it wrote which address it was. */
export type HealthChange = { channel: Channel; addressId?: string; health: Health };

/**
 * `type` is the event to save it with where it `changed`: `outreach.receipt` where only the attempt did. `health`
 * is given even where nothing changed (a bounce after delivery, a repeat): to set it twice is nothing.
 */
export type Applied = { outreach: Outreach; health?: HealthChange } & (
  | { changed: false }
  | { changed: true; type: EventType }
);

/**
 * A receipt's effect on its outreach. Monotone: any order and repetition of the same receipts ends in the same
 * outreach. A receipt proves that its attempt left, so it also settles `unknown` and an attempt nobody recorded.
 */
export function applyReceipt(outreach: Outreach, told: Told): Applied {
  const row = rows.get(told.receipt);
  if (!row) return { outreach, changed: false };
  const known = outreach.attempts.find((a) => a.n === told.attempt);
  const attempt = known ?? unrecorded(outreach, told);
  const health = row.health && { health: healthChange(attempt, row.health) };
  if (row.rank <= rankOf(known?.receipt)) return { outreach, changed: false, ...health };

  const heard = proven(attempt, told);
  const attempts = [...outreach.attempts.filter((a) => a !== known), heard].sort((a, b) => a.n - b.n);
  const next = { ...outreach, attempts, ...fateAfter(outreach, attempts, heard) };
  const type: EventType =
    next.status === outreach.status ? "outreach.receipt" : (`outreach.${next.status}` as EventType);
  return { outreach: next, changed: true, type, ...health };
}

const inFlight: readonly string[] = ["sent", "unknown", "delivered", "undelivered"];

/**
 * Delivered by any attempt is delivered, by what says most of it. Else the last attempt that left speaks, unless the
 * outreach has moved on since it was recorded (planned again on another channel, cancelled).
 */
function fateAfter(before: Outreach, attempts: Attempt[], heard: Attempt) {
  const arrived = attempts.filter(isDelivered).sort((a, b) => rankOf(b.receipt) - rankOf(a.receipt))[0];
  const last = attempts.findLast(({ outcome }) => outcome === "accepted" || outcome === "unknown");
  const isNews = before.attempts.every(({ n }) => n < heard.n);
  const speaks = heard === last && (isNews || inFlight.includes(before.status)) ? heard : undefined;
  const row = rows.get((arrived ?? speaks)?.receipt);
  return row && { status: row.status, reason: row.reason };
}

/** An attempt whose sender died before it wrote: which address and when exactly is not known. */
const unrecorded = (outreach: Outreach, told: Told): Attempt => ({
  n: told.attempt,
  channel: told.channel,
  addressId: "",
  at: outreach.dueAt,
  outcome: "unknown",
});

function proven(attempt: Attempt, told: Told): Attempt {
  const providerId = attempt.providerId ?? told.providerId;
  return {
    ...attempt,
    outcome: attempt.outcome === "unknown" ? "accepted" : attempt.outcome,
    receipt: told.receipt,
    ...(providerId && { providerId }),
  };
}

const healthChange = (attempt: Attempt, health: Health): HealthChange => ({
  channel: attempt.channel,
  health,
  ...(attempt.addressId && { addressId: attempt.addressId }),
});
