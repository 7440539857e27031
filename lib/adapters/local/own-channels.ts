import type { Channel } from "#lib/domain/words.ts";
import type { ChannelPort, Ports } from "#lib/ports.ts";
import { letterChannel } from "../letter/send.ts";
import { portalChannel } from "../portal/send.ts";
import { staffCallChannel } from "../staff-call/send.ts";

/** The latest letter of each outreach, as the printer gets it. */
export type Letters = Map<string, Buffer>;

const sender = ["Followthrough sample clinic", "1 River Rd", "Chicago IL 60601"];

type Given = { core: Pick<Ports, "records" | "clock">; letters: Letters };

/**
 * The channels that need no provider are the deployed ones here too: a letter is printed, the portal and the worklist get
 * their records. The twin stands where a provider would: it keeps what left, and plays magic recipients.
 */
export function withOwn(channel: Channel, twin: ChannelPort, { core, letters }: Given): ChannelPort {
  if (channel === "letter") return printing(twin, letters);
  if (channel === "portal") return after(twin, portalChannel(core));
  return channel === "staff-call" ? after(twin, staffCallChannel(core)) : twin;
}

const after = (twin: ChannelPort, own: ChannelPort): ChannelPort => ({
  channel: own.channel,
  async send(envelope) {
    const result = await twin.send(envelope);
    return result.outcome === "accepted" ? own.send(envelope) : result;
  },
});

const printing = (twin: ChannelPort, letters: Letters): ChannelPort => ({
  channel: "letter",
  send: (envelope) => {
    const handOver = async ({ outreachId, pdf }: { outreachId: string; pdf: Buffer }) => {
      const result = await twin.send(envelope);
      if (result.outcome === "accepted") letters.set(outreachId, pdf);
      return result;
    };
    return letterChannel({ sender, handOver }).send(envelope);
  },
});
