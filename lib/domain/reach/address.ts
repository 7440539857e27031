import { digest } from "../ids.ts";
import { type Channel, type Instant, numberChannels } from "../words.ts";

/**
 * An address in an item key is a digest: keys reach logs and traces, addresses must not. Lower-cased first. A number is
 * one address on every channel that rings it, so that a STOP said on one of them stops them all.
 */
export const addressKey = (channel: Channel, address: string): string =>
  digest(26, numberChannels.has(channel) ? "sms" : channel, address.trim().toLowerCase());

/** Of a patient's addresses those that are this one, on whichever channel. */
export const addressesAt = <A extends { channel: Channel; address: string }>(
  addresses: readonly A[],
  key: string,
): A[] => addresses.filter(({ channel, address }) => addressKey(channel, address) === key);

/** Of a patient's addresses the one that this is, on this channel. */
export const addressAt = <A extends { channel: Channel; address: string }>(
  addresses: readonly A[],
  { channel, from }: { channel: Channel; from: string },
): A | undefined =>
  addressesAt(addresses, addressKey(channel, from)).find((address) => address.channel === channel);

/** Opted out of everything, of these categories, or of nothing. */
export type Stopped = "all" | string[];

/** Whether nothing of this category may go there. */
export const isStopped = (stopped: Stopped | undefined, category: string): boolean =>
  stopped === "all" || (stopped?.includes(category) ?? false);

/** With one thing more stopped: a category, or `all`, which outweighs them. */
export const stoppedToo = (stopped: Stopped | undefined, scope: string): Stopped =>
  scope === "all" || stopped === "all" ? "all" : [...new Set([...(stopped ?? []), scope])];

/**
 * What is known of an address, whoever shares it. STOP writes this first and the patients' reach items next;
 * linking a patient writes the link first and reads this next: whichever comes second sees the other.
 */
export type AddressState = {
  key: string;
  stopped: Stopped;
  /** When the last word that counts was said. */
  at: Instant;
  /** The messages that said so, newest last, at most 20: one that comes again must not undo what came after it. */
  heard?: string[];
};

const mostHeard = 20;

/** `scope`: what was stopped, or undefined where all of it may go again. `cause`: the message that says so. */
type Said = { key: string; scope: string | undefined; at: Instant; cause?: string | undefined };

/**
 * The state after that word, or undefined where it changes nothing. Once per message, and the last word counts: a queue
 * brings them twice and in any order, so one that was said before what stands is too late.
 */
export function stateAfter(
  known: AddressState | undefined,
  { key, scope, at, cause }: Said,
): AddressState | undefined {
  const heard = known?.heard ?? [];
  if (cause && heard.includes(cause)) return undefined;
  if (known && at < known.at) return undefined;
  return {
    key,
    stopped: scope === undefined ? [] : stoppedToo(known?.stopped, scope),
    at,
    heard: [...heard, ...(cause ? [cause] : [])].slice(-mostHeard),
  };
}

export type AddressLink = { key: string; patientId: string; contactPointIds: string[]; active: boolean };

/** Id of the record that says this patient uses this address. */
export const addressLinkId = (key: string, patientId: string): string => `${key}~${patientId}`;
