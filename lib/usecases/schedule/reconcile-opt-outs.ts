import { type Mending, mendingOf, type OptedOut } from "#lib/domain/consent/opt-out-list.ts";
import { addressKey } from "#lib/domain/reach/address.ts";
import type { Actor } from "#lib/domain/words.ts";
import { type OptOutList, type Ports, patientShards } from "#lib/ports.ts";
import { stopAddress } from "../inbound/stop-address.ts";

export type OptOutPorts = Pick<Ports, "records" | "clock" | "log"> & { optOuts: OptOutList };
type Needs = OptOutPorts;

/** One disagreement: the address's digest, what it took, and whether that was done. */
export type Disagreement = { key: string; mending: Exclude<Mending, "none">; mended: boolean };

const provider: Actor = { type: "provider", id: "sms" };

/**
 * Compares our opt-outs of text numbers with the provider's list, both ways, and mends what differs in the safe
 * direction. Every disagreement is in the answer and in the log; one that could not be mended stays for the next run.
 */
export async function reconcileOptOuts(
  ports: Needs,
): Promise<{ compared: number; disagreements: Disagreement[] }> {
  const theirs = new Map<string, OptedOut>();
  for await (const entry of ports.optOuts.all()) theirs.set(addressKey("sms", entry.address), entry);
  const ours = await stoppedNumbers(ports, theirs);
  const disagreements: Disagreement[] = [];
  for (const [key, address] of [...[...theirs].map(([key, t]) => [key, t.address] as const), ...ours]) {
    const found = await compare(ports, { key, address, theirs: theirs.get(key) });
    if (!found) continue;
    const { key: digest, ...told } = found;
    ports.log.warn("opt-outs.disagree", { addressKey: digest, ...told });
    disagreements.push(found);
  }
  const compared = theirs.size + ours.size;
  ports.log.info("opt-outs", { compared, disagreements: disagreements.length });
  return { compared, disagreements };
}

/**
 * Numbers that we have stopped and the provider has not. A state knows only its digest, so every patient is looked at:
 * all shards at once, a hundred at a time, so that a million take minutes.
 */
async function stoppedNumbers(
  { records }: Needs,
  theirs: Map<string, OptedOut>,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const shards = Array.from({ length: patientShards }, async (_, shard) => {
    let cursor: string | undefined;
    do {
      const page = await records.list(
        { kind: "patient", of: "shard", shard },
        { limit: 100, ...(cursor && { cursor }) },
      );
      const reaches = await records.getMany(page.items.map(({ id }) => ({ kind: "reach" as const, id })));
      for (const { channel, address, stopped } of reaches.flatMap((reach) => reach?.data.addresses ?? [])) {
        const key = addressKey("sms", address);
        if (channel === "sms" && stopped === "all" && !theirs.has(key)) found.set(key, address);
      }
      cursor = page.cursor;
    } while (cursor);
  });
  await Promise.all(shards);
  return found;
}

type Pair = { key: string; address: string; theirs: OptedOut | undefined };

async function compare(ports: Needs, pair: Pair): Promise<Disagreement | undefined> {
  const state = await ports.records.get("addressState", pair.key, { consistent: true });
  const mending = mendingOf(state?.data, pair.theirs);
  if (mending === "none") return undefined;
  try {
    await mend(ports, mending, pair, state?.data.at);
    return { key: pair.key, mending, mended: true };
  } catch (error) {
    ports.log.error("opt-outs.not-mended", { addressKey: pair.key, error: (error as Error).name });
    return { key: pair.key, mending, mended: false };
  }
}

async function mend(ports: Needs, mending: Mending, { address, theirs }: Pair, knownAt = ""): Promise<void> {
  if (mending === "add_theirs") return ports.optOuts.add(address);
  if (mending === "remove_theirs") return ports.optOuts.remove(address);
  const since = theirs?.since ?? ports.clock.now();
  // The list's word counts although something lesser was said to us after it.
  const at = since > knownAt ? since : knownAt;
  const said = { channel: "sms" as const, address, actor: provider, cause: `opt-out-list:${since}`, at };
  await stopAddress(ports, said, "all");
}
