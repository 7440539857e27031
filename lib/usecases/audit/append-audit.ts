import { type AuditEvent, genesis, sealed, sha256 } from "#lib/domain/audit.ts";
import type { Ports, RecordedChange } from "#lib/ports.ts";
import { VersionConflict } from "#lib/ports.ts";

type Needs = Pick<Ports, "records" | "clock" | "log">;

/**
 * Writes one line per change to the end of its chain, in the stream's order. The last line says how far the stream
 * was read, so a repeated batch writes nothing; two consumers at once cannot both write line n. A change whose
 * version does not follow its predecessor's is a gap: it is written all the same, and raises an alarm.
 */
export async function appendAudit(ports: Needs, chain: string, changes: RecordedChange[]): Promise<number> {
  const { records, log } = ports;
  const end = await records.list({ kind: "audit", of: "chain", chain }, { limit: 1, newestFirst: true });
  let last = end.items[0]?.data;
  let written = 0;
  for (const change of changes) {
    if (last && BigInt(change.sequence) <= BigInt(last.sequence)) continue;
    if ((change.before?.version ?? 0) + 1 !== change.after.version)
      log.error("audit.gap", { chain, subject: change.after.id, version: change.after.version });
    last = lineFor(chain, change, last);
    await append(ports, last);
    written += 1;
  }
  return written;
}

function lineFor(chain: string, { before, after, sequence }: RecordedChange, last?: AuditEvent): AuditEvent {
  return sealed({
    ...after.event,
    chain,
    n: (last?.n ?? 0) + 1,
    subject: { kind: after.kind, id: after.id, version: after.version },
    ...(before && { before: sha256(before.data) }),
    after: sha256(after.data),
    previous: last?.hash ?? genesis,
    sequence,
  });
}

async function append({ records, clock }: Needs, line: AuditEvent): Promise<void> {
  const id = `${line.chain}~${line.n}`;
  const event = {
    type: "audit.written" as const,
    at: clock.now(),
    actor: { type: "system", id: "audit" } as const,
  };
  try {
    await records.save([{ kind: "audit", id, expect: 0, data: line, event }]);
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
    const there = await records.get("audit", id, { consistent: true });
    if (there?.data.hash !== line.hash) throw error;
  }
}
