import { type Channel, numberChannels } from "#lib/domain/words.ts";

/** What rings, or fills, when something goes there: of a number the same thing on every channel. By no digest of the system's. */
export const lineOf = (channel: Channel, address: string): string =>
  `${numberChannels.has(channel) ? "number" : channel} ${address.toLowerCase()}`;
