import { fraction } from "#lib/domain/ids.ts";
import { inTurn, mayAskAnother, type Setback, setBack } from "#lib/domain/outreach/senders.ts";
import {
  type ChannelPort,
  type Clock,
  type Envelope,
  type SenderPort,
  type SendResult,
  UnknownEnd,
} from "#lib/ports.ts";

/**
 * A channel with several senders as one. Within one claim another sender is asked only after a definite refusal that
 * is the sender's own. Who was refused is remembered by this function's process and nowhere else: an item that every
 * message reads would be the hottest of the table, and to learn it anew costs a process one refused call.
 */
export function throughSenders(senders: readonly [SenderPort, ...SenderPort[]], clock: Clock): ChannelPort {
  const standing = new Map<string, Setback>();
  return {
    channel: senders[0].port.channel,
    async send(envelope) {
      const now = Date.parse(clock.now());
      const refusedBy: string[] = [];
      let kept: SendResult | undefined;
      for (const { name, port } of inTurn(senders, standing, now, lotOf(envelope))) {
        const way = { sender: name, ...(refusedBy.length > 0 && { refusedBy: [...refusedBy] }) };
        const result = { ...(await sendBy(port, envelope, way)), way };
        if (!mayAskAnother(result)) return result;
        standing.set(name, setBack(standing.get(name), result.outcome, now));
        refusedBy.push(name);
        kept = kept && !isBetter(result, kept) ? kept : result;
      }
      return kept as SendResult;
    },
  };
}

const lotOf = ({ outreachId, attempt }: Envelope): number => fraction("sender", outreachId, attempt);

/** All said no: what may be tried again later outweighs what may not. */
const isBetter = (result: SendResult, than: SendResult): boolean =>
  result.outcome === "throttled" && than.outcome !== "throttled";

async function sendBy(
  port: ChannelPort,
  envelope: Envelope,
  way: NonNullable<SendResult["way"]>,
): Promise<SendResult> {
  try {
    return await port.send(envelope);
  } catch (error) {
    if (error instanceof UnknownEnd) error.way = way;
    throw error;
  }
}
