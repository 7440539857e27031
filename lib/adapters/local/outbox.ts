import type { Channel, Instant } from "#lib/domain/words.ts";
import type { Envelope } from "#lib/ports.ts";

/** What left, as the patient has it. */
export type Left = Envelope & { at: Instant; providerId: string };

/** Every message that left this machine's system, oldest first: what `GET /local/outbox` lists. */
export type Outbox = {
  add(envelope: Envelope, at: Instant): Left;
  list(of?: { channel?: Channel; address?: string }): Left[];
  clear(): void;
};

export function createOutbox(): Outbox {
  const left: Left[] = [];
  return {
    add(envelope, at) {
      const entry = { ...envelope, at, providerId: `local-${envelope.channel}-${left.length + 1}` };
      left.push(entry);
      return entry;
    },
    list: ({ channel, address } = {}) =>
      left.filter((l) => (!channel || l.channel === channel) && (!address || l.address === address)),
    clear: () => void left.splice(0),
  };
}
