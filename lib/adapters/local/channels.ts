import { plusMs } from "#lib/domain/time/instant.ts";
import type { Channel } from "#lib/domain/words.ts";
import {
  type ChannelPort,
  type Clock,
  type Envelope,
  type Inbound,
  type Receipt,
  UnknownEnd,
} from "#lib/ports.ts";
import { behaviourOf, type Follow } from "./magic.ts";
import type { Left, Outbox } from "./outbox.ts";

/** What a message that left brings back, to be played when its time comes. */
export type Echo = { afterMs: number } & ({ receipt: Receipt } | { inbound: Inbound });

/**
 * A channel's twin: what is sent goes to the outbox, magic recipients (magic.ts) behave as named, and what comes back
 * later is given to `later`, which plays it on the local clock.
 */
export function localChannel(
  channel: Channel,
  outbox: Outbox,
  clock: Clock,
  later: (echo: Echo) => void,
): ChannelPort {
  const throttled = new Set<string>();
  return {
    channel,
    async send(envelope) {
      const { call, follows } = behaviourOf(channel, envelope.address);
      if (call === "throttled-once" && !throttled.has(envelope.outreachId)) {
        throttled.add(envelope.outreachId);
        return { outcome: "throttled", code: "LocalThrottle", retryAfterSeconds: 10 };
      }
      if (call !== "accepted" && call !== "throttled-once" && call !== "lost")
        return { outcome: "refused", code: call, detail: `local/${call}` };
      const left = outbox.add(envelope, clock.now());
      for (const follow of follows) later(echoOf(left, follow));
      if (call === "lost") throw new UnknownEnd(channel, "LocalTimeout");
      return { outcome: "accepted", providerId: left.providerId };
    },
  };
}

function echoOf(left: Left, follow: Follow): Echo {
  const at = plusMs(left.at, follow.afterMs);
  const { channel, providerId } = left;
  if ("receipt" in follow) {
    const { outreachId, attempt }: Envelope = left;
    return {
      afterMs: follow.afterMs,
      receipt: { outreachId, attempt, channel, receipt: follow.receipt, at, providerId, code: "local" },
    };
  }
  const inbound: Inbound = {
    messageId: `${providerId}-reply`,
    channel,
    from: left.address,
    text: follow.says,
    at,
    inReplyTo: providerId,
  };
  return { afterMs: follow.afterMs, inbound };
}
