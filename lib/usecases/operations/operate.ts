import type { Operation, Part } from "#lib/domain/operation.ts";
import { partId } from "#lib/domain/operation.ts";
import { VersionConflict } from "#lib/ports.ts";
import { find } from "../read/find.ts";
import type { OperatePorts, Work } from "./work.ts";

/** Each with what it needs (the journey engine, the templates, the calendar), read when it is first asked for. */
const works: Record<Operation["type"], () => Promise<Work>> = {
  evaluate: async () => (await import("../segments/evaluate-part.ts")).evaluationWork,
  campaign: async () => (await import("../campaigns/campaign-work.ts")).campaignWork,
  "dry-run": async () => (await import("../campaigns/dry-run-work.ts")).dryRunWork,
  "end-runs": async () => (await import("../journeys/end-runs.ts")).endRunsWork,
  release: async () => (await import("../outreach/release-held.ts")).releaseWork,
  list: async () => (await import("../segments/complete-list.ts")).listWork,
};

/** An operation is begun, and gone on with, within a second of being written: a lagging read would not know of it. */
const written = { consistent: true };

/** Begins an operation, or a further generation of it: the numbers of the parts there are to work on. */
export async function openOperation(ports: OperatePorts, id: string): Promise<{ parts: number[] }> {
  const { data } = await find(ports.records, "operation", id, written);
  if (data.status === "done" || data.status === "stopped") return { parts: [] };
  const parts = await (await works[data.type]()).open(ports, data);
  return { parts: Array.from({ length: parts }, (_, n) => n) };
}

/** `parked`: nothing more is to be done in this execution; whoever lets it go on begins another. */
export type Worked = { state: "more" | "done" | "parked"; waitSeconds: number };

/** One batch of one part. Called twice, or by two workers at once, it does nothing twice. */
export async function workOn(ports: OperatePorts, id: string, n: number): Promise<Worked> {
  const [{ data: operation }, stored] = await Promise.all([
    find(ports.records, "operation", id, written),
    ports.records.get("part", partId(id, n), { consistent: true }),
  ]);
  const part = stored?.data ?? { id: partId(id, n), done: false, counts: {} };
  if (part.done) return { state: "done", waitSeconds: 0 };
  const work = await works[operation.type]();
  const next = await work.batch(ports, operation, part, n);
  if (next === "parked") return { state: "parked", waitSeconds: 0 };
  if (next.waitSeconds) return { state: "more", waitSeconds: next.waitSeconds };
  await keep(ports, next.part, stored?.version ?? 0);
  return { state: next.part.done ? "done" : "more", waitSeconds: 0 };
}

/** Another worker of the same part was quicker: what it kept stands, and this one reads it with its next batch. */
async function keep({ records, clock }: OperatePorts, part: Part, expect: number): Promise<void> {
  const event = {
    type: "operation.advanced" as const,
    at: clock.now(),
    actor: { type: "system", id: "operation" } as const,
  };
  try {
    await records.save([{ kind: "part", id: part.id, expect, data: part, event }]);
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
  }
}

/** After the last part of an execution: says what it all came to, unless some of it is parked. */
export async function closeOperation(ports: OperatePorts, id: string): Promise<void> {
  const { data } = await find(ports.records, "operation", id, written);
  await (await works[data.type]()).close(ports, data);
}
