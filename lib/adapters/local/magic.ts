import type { ReceiptName } from "#lib/domain/outreach/receipts.ts";
import { type Channel, numberChannels, phoneChannels } from "#lib/domain/words.ts";
import type { SendResult } from "#lib/ports.ts";

/** What follows a message that left: receipts by channel kind, or the patient's own words. Milliseconds after the send. */
export type Follow = { afterMs: number } & ({ receipt: ReceiptName } | { says: string });

/** `call`: how the call ends, where it is not accepted; `leaves`: whether the message reaches the outbox. */
export type Behaviour = {
  call: "accepted" | "throttled-once" | "lost" | Extract<SendResult, { outcome: "refused" }>["code"];
  follows: Follow[];
};

const delivered: Follow = { afterMs: 3_000, receipt: "delivered" };

/**
 * Recipients that behave as named, after SES's mailbox simulator and AWS End User Messaging's simulator numbers:
 *
 * | name       | the call                        | afterwards                               | by phone     |
 * |------------|---------------------------------|------------------------------------------|--------------|
 * | delivered  | accepted (as everyone else)     | delivered                                | +12025550170 |
 * | bounce     | accepted                        | the address is dead                      | +12025550171 |
 * | softbounce | accepted                        | unreachable for now                      | +12025550172 |
 * | failed     | refused: no such address        |                                          | +12025550173 |
 * | throttled  | throttled once, then accepted   | delivered                                | +12025550174 |
 * | timeout    | leaves, but no answer comes     | delivered, which settles the unknown     | +12025550175 |
 * | silent     | accepted                        | no receipt ever                          | +12025550176 |
 * | optout     | accepted                        | delivered; the patient answers STOP      | +12025550177 |
 * | complaint  | accepted                        | delivered, then complained of            | +12025550178 |
 * | optedout   | refused: opted out at provider  |                                          | +12025550179 |
 *
 * `by phone` is sms, voice and whatsapp. By email it is <name>@sim.followthrough.test (RFC 2606: .test is nobody's); by push, portal and letter an address
 * that ends in `sim-<name>`, e.g. `GCM:sim-failed`. +1 202 555 0100 to 0199 are reserved for fiction, and valid to
 * libphonenumber. STOP needs a channel that can be answered; elsewhere `optout` complains.
 */
const behaviours = {
  delivered: { call: "accepted", follows: [delivered] },
  bounce: { call: "accepted", follows: [{ afterMs: 3_000, receipt: "hard-bounce" }] },
  softbounce: { call: "accepted", follows: [{ afterMs: 3_000, receipt: "soft-bounce" }] },
  failed: { call: "address_invalid", follows: [] },
  throttled: { call: "throttled-once", follows: [delivered] },
  timeout: { call: "lost", follows: [delivered] },
  silent: { call: "accepted", follows: [] },
  optout: { call: "accepted", follows: [delivered, { afterMs: 60_000, says: "STOP" }] },
  complaint: { call: "accepted", follows: [delivered, { afterMs: 60_000, receipt: "complaint" }] },
  optedout: { call: "address_opted_out", follows: [] },
} satisfies Record<string, Behaviour>;

export type MagicName = keyof typeof behaviours;
export const magicNames = Object.keys(behaviours) as MagicName[];

/** What phone networks call a dead or an unreachable number. */
const byPhone: Partial<Record<ReceiptName, ReceiptName>> = {
  "hard-bounce": "invalid-address",
  "soft-bounce": "unreachable",
};

/** The magic address of a name, to send to. */
export function magicAddress(channel: Channel, name: MagicName): string {
  if (numberChannels.has(channel)) return `+1202555017${magicNames.indexOf(name)}`;
  if (channel === "email") return `${name}@sim.followthrough.test`;
  return channel === "push" ? `GCM:sim-${name}` : `sim-${name}`;
}

/** How an address behaves; one that is not magic behaves as `delivered`. */
export function behaviourOf(channel: Channel, address: string): Behaviour {
  const to = channel === "letter" ? address.split("\n")[0] : address;
  const name = magicNames.find((n) => to === magicAddress(channel, n) || address.endsWith(`:sim-${n}`));
  const { call, follows }: Behaviour = behaviours[name ?? "delivered"];
  return { call, follows: follows.flatMap((follow) => onChannel(channel, follow)) };
}

/** What has no receipts by itself: of Apple and Google, of the post, of a portal that nobody opened, and of whoever calls. */
const silent: ReadonlySet<Channel> = new Set(["push", "letter", "portal", "staff-call"]);

function onChannel(channel: Channel, follow: Follow): Follow[] {
  if ("says" in follow)
    return phoneChannels.has(channel)
      ? [follow]
      : onChannel(channel, { afterMs: follow.afterMs, receipt: "complaint" });
  if (silent.has(channel)) return [];
  return [
    phoneChannels.has(channel) ? { ...follow, receipt: byPhone[follow.receipt] ?? follow.receipt } : follow,
  ];
}
