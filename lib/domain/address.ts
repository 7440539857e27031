import { digest } from "./ids.ts";
import type { Channel, Instant } from "./words.ts";

/** An address in an item key is a digest: keys reach logs and traces, addresses must not. Lower-cased first. */
export const addressKey = (channel: Channel, address: string): string =>
  digest(26, channel === "voice" ? "sms" : channel, address.trim().toLowerCase());

/**
 * What is known of an address, whoever shares it. STOP writes this first and the patients' reach items next;
 * linking a patient writes the link first and reads this next: whichever comes second sees the other.
 */
export type AddressState = {
  key: string;
  stopped: boolean;
  /** `all`, or the category the STOP answered. */
  scope: string;
  at: Instant;
  /** Whether the one confirmation a STOP may have was asked for. 47 CFR 64.1200(a)(12). */
  confirmed: boolean;
};

export type AddressLink = { key: string; patientId: string; contactPointId: string; active: boolean };
