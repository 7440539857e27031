import { type AuditEvent, type ChainFault, chainFaults } from "#lib/domain/audit.ts";
import type { Records } from "#lib/ports.ts";

/** Reads a whole audit chain and checks it: lines removed, changed or reordered (invariant 8). */
export async function verifyChain(
  records: Records,
  chain: string,
): Promise<{ whole: boolean; lines: number; faults: ChainFault[] }> {
  const lines: AuditEvent[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.list(
      { kind: "audit", of: "chain", chain },
      { limit: 100, ...(cursor && { cursor }) },
    );
    lines.push(...page.items.map(({ data }) => data));
    cursor = page.cursor;
  } while (cursor);
  const faults = chainFaults(lines);
  return { whole: faults.length === 0, lines: lines.length, faults };
}
