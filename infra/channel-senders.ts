import type { Given } from "./settings-shape.ts";

/** Modules whose messages need a sender. */
export const needSender = ["sms", "email", "push", "voice", "call-line", "whatsapp", "letter"] as const;

/** Channels that may have more than one. */
export const several = ["sms", "email", "voice"] as const;

/** How attempts and logs name it: an id of AWS's or a domain, never a number. */
export function nameOfSender(sender: object): string {
  if ("domain" in sender) return `${sender.domain}`;
  return "phoneNumberId" in sender ? `${sender.phoneNumberId}` : "simulator";
}

/** Each channel's senders, the first one first. */
export const sendersOf = <C extends (typeof several)[number]>(
  { senders, furtherSenders }: Pick<Given, "senders" | "furtherSenders">,
  channel: C,
): NonNullable<Given["senders"][C]>[] => {
  const first = senders[channel];
  return first ? ([first, ...furtherSenders[channel]] as NonNullable<Given["senders"][C]>[]) : [];
};
