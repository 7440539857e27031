import {
  type ChannelPort,
  type Envelope,
  type Log,
  type SendResult,
  UnknownEnd,
  type Way,
} from "#lib/ports.ts";

/** What the call came to, and by which sender. */
export type Answer = { result: SendResult | "no_answer"; way?: Way | undefined };

/** Calls the channel once. Whatever it throws, nobody knows whether the message left. */
export async function callProvider(
  { channel, log }: { channel: ChannelPort; log: Log },
  envelope: Envelope,
): Promise<Answer> {
  try {
    const result = await channel.send(envelope);
    for (const name of result.way?.refusedBy ?? [])
      log.warn("sender.refused", { outreachId: envelope.outreachId, name });
    return { result, way: result.way };
  } catch (error) {
    log.warn("send.unknown", { outreachId: envelope.outreachId, error: (error as Error).name });
    return { result: "no_answer", way: error instanceof UnknownEnd ? error.way : undefined };
  }
}
