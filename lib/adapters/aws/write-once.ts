import type { Change } from "#lib/domain/kinds.ts";
import { type CallFault, endingOf } from "#lib/domain/outreach/ending.ts";
import type { Channel } from "#lib/domain/words.ts";
import { type Records, type SendResult, UnknownEnd, VersionConflict } from "#lib/ports.ts";

/**
 * A channel whose message is a record of ours, made under an id of this attempt alone: one that is there already is this
 * very message. Throws `UnknownEnd` where the table did not say whether it wrote.
 */
export async function writeOnce(
  channel: Channel,
  records: Pick<Records, "save" | "get">,
  change: Change,
): Promise<SendResult> {
  const accepted: SendResult = { outcome: "accepted", providerId: change.id };
  try {
    await records.save([change]);
    return accepted;
  } catch (error) {
    if (error instanceof VersionConflict && (await records.get(change.kind, change.id, { consistent: true })))
      return accepted;
    const ending = endingOf(faultOf(error), new Map(), "account");
    if (ending.outcome === "unknown") throw new UnknownEnd(channel, ending.code);
    return ending;
  }
}

function faultOf(error: unknown): CallFault {
  if (error instanceof VersionConflict) return { status: 429, name: error.name };
  const { name, code, $metadata } = error as {
    name: string;
    code?: string;
    $metadata?: { httpStatusCode?: number };
  };
  return $metadata?.httpStatusCode ? { status: $metadata.httpStatusCode, name } : { name: code ?? name };
}
