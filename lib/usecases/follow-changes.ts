import type { RecordedChange } from "#lib/ports.ts";
import { appendAudit } from "./audit/append-audit.ts";
import { type ReactPorts, react } from "./react.ts";

/**
 * What follows from a batch of the stream: each chain's audit lines, then its reactions, in order. Chains are
 * independent of each other; within one, the first failure stops the rest. Answers with the sequence numbers that
 * failed: everything from there on comes again, and every step is idempotent.
 */
export async function followChanges(ports: ReactPorts, changes: RecordedChange[]): Promise<string[]> {
  const chains = Map.groupBy(changes, (change) => change.chain);
  const failed = await Promise.all([...chains].map(([chain, own]) => followChain(ports, chain, own)));
  return failed.filter((sequence) => sequence !== undefined);
}

async function followChain(
  ports: ReactPorts,
  chain: string,
  changes: RecordedChange[],
): Promise<string | undefined> {
  let at = changes[0];
  try {
    await appendAudit(ports, chain, changes);
    for (const change of changes) {
      at = change;
      await react(ports, change);
    }
    return undefined;
  } catch (error) {
    ports.log.error("follow.failed", { chain, event: at?.after.event.type, id: at?.after.id }, error);
    return at?.sequence;
  }
}
