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

/**
 * What is known of an address, whoever shares it. STOP writes this first and the patients' reach items next;
 * linking a patient writes the link first and reads this next: whichever comes second sees the other.
 */
export type AddressState = {
  key: string;
  /** Opted out of everything, of these categories, or of nothing. */
  stopped: "all" | string[];
  /** When the last word that counts was said. */
  at: Instant;
  /** The messages that said so, newest last, at most 20: one that comes again must not undo what came after it. */
  heard?: string[];
};

export type AddressLink = { key: string; patientId: string; contactPointIds: string[]; active: boolean };

/** Id of the record that says this patient uses this address. */
export const addressLinkId = (key: string, patientId: string): string => `${key}~${patientId}`;
