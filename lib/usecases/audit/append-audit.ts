import { type AuditEvent, dataDigest, genesis, sealed } from "#lib/domain/audit.ts";
import type { Ports, RecordedChange } from "#lib/ports.ts";
import { VersionConflict } from "#lib/ports.ts";

type Needs = Pick<Ports, "records" | "clock" | "log">;

/**
 * Writes one line per change to the end of its chain, in the stream's order. The last line says how far the stream
 * was read, so a repeated batch writes nothing; two consumers at once cannot both write line n. A change whose
 * version does not follow the one told before in this batch is a gap: it is written all the same, and raises an
 * alarm. One between batches is found by verify-chain.ts, which counts versions.
 */
export async function appendAudit(ports: Needs, chain: string, changes: RecordedChange[]): Promise<number> {
  const { records, log } = ports;
  const end = await records.list(
    { kind: "audit", of: "chain", chain },
    { limit: 1, newestFirst: true, last: true },
  );
  let last = end.items[0]?.data;
  let written = 0;
  const told = new Map<string, number>();
  for (const change of changes) {
    const { kind, id, version } = change.after;
    const before = told.get(`${kind} ${id}`) ?? change.before?.version ?? 0;
    told.set(`${kind} ${id}`, version);
    if (last && BigInt(change.sequence) <= BigInt(last.sequence)) continue;
    if (before + 1 !== version) log.error("audit.gap", { chain, subject: id, version });
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
    ...(before && { before: dataDigest(before.data) }),
    after: dataDigest(after.data),
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
