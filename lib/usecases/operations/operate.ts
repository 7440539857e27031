import type { Operation, Part } from "#lib/domain/operation.ts";
import { partId } from "#lib/domain/operation.ts";
import { type Ports, patientShards, VersionConflict } from "#lib/ports.ts";
import { closeCampaign } from "../campaigns/close-campaign.ts";
import { openCampaign } from "../campaigns/open-campaign.ts";
import { planBatch } from "../campaigns/plan-part.ts";
import { find } from "../read/find.ts";
import { evaluatePage, finishEvaluation } from "../segments/evaluate-part.ts";
import { changeOperation } from "./change-operation.ts";
import { partsOf } from "./parts.ts";

export type OperatePorts = Pick<Ports, "records" | "clock" | "ids" | "log">;

/** Begins an operation, or a further generation of it: the numbers of the parts there are to work on. */
export async function openOperation(ports: OperatePorts, id: string): Promise<{ parts: number[] }> {
  const { data } = await find(ports.records, "operation", id);
  if (data.status === "done" || data.status === "stopped") return { parts: [] };
  const parts = data.type === "campaign" ? await openCampaign(ports, data) : patientShards;
  if (data.type === "evaluate")
    await changeOperation(ports, id, "operation.opened", (now) => ({ ...now, status: "running", parts }));
  return { parts: Array.from({ length: parts }, (_, n) => n) };
}

/** `parked`: nothing more is to be done in this execution; whoever lets it go on begins another. */
export type Worked = { state: "more" | "done" | "parked"; waitSeconds: number };

/** One batch of one part. Called twice, or by two workers at once, it does nothing twice. */
export async function workOn(ports: OperatePorts, id: string, n: number): Promise<Worked> {
  const [{ data: operation }, stored] = await Promise.all([
    find(ports.records, "operation", id),
    ports.records.get("part", partId(id, n), { consistent: true }),
  ]);
  const part = stored?.data ?? { id: partId(id, n), done: false, counts: {} };
  if (part.done) return { state: "done", waitSeconds: 0 };
  const next = await batchOf(ports, operation, part, n);
  if (next === "parked") return { state: "parked", waitSeconds: 0 };
  if (next.waitSeconds) return { state: "more", waitSeconds: next.waitSeconds };
  await keep(ports, next.part, stored?.version ?? 0);
  return { state: next.part.done ? "done" : "more", waitSeconds: 0 };
}

async function batchOf(ports: OperatePorts, operation: Operation, part: Part, n: number) {
  const { type, about } = operation;
  if (type === "evaluate") return { part: await evaluatePage(ports, about, part, n), waitSeconds: 0 };
  const campaign = await ports.records.get("campaign", about, { consistent: true });
  if (campaign?.data.status !== "running") return "parked";
  const { data: audience } = await find(ports.records, "audience", partId(audienceOf(operation), n));
  return planBatch(ports, campaign.data, operation, { part, audience });
}

const audienceOf = ({ audience, id }: Operation): string => audience ?? id;

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
  const { data } = await find(ports.records, "operation", id);
  if (data.type === "campaign") return closeCampaign(ports, data);
  const parts = await partsOf(ports.records, id);
  if (parts.length < patientShards || parts.some(({ done }) => !done)) return;
  await finishEvaluation(ports, data.about, data.startedAt);
  await changeOperation(ports, id, "operation.done", (now) => ({
    ...now,
    status: "done",
    endedAt: ports.clock.now(),
  }));
}
