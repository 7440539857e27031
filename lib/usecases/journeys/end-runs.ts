import { mostFaults, type Operation, type Part } from "#lib/domain/operation.ts";
import { isEverything, journeyOf } from "#lib/domain/switch.ts";
import { type Ports, patientShards } from "#lib/ports.ts";
import { controlCampaign } from "../campaigns/control-campaign.ts";
import { endEnrollment } from "../enrollments/control-enrollment.ts";
import { pages } from "../every-item.ts";
import { limited } from "../limited.ts";
import { inParts, type OperatePorts } from "../operations/work.ts";
import { everyJourney } from "./every-journey.ts";

const batch = 50;
const atOnce = 10;

/**
 * Ends every run that had begun when it was asked for, of one journey or of all; of all, campaigns are stopped too. A run
 * that cannot be ended is named and left; asked for again, those that have ended stay as they ended.
 */
export const endRunsWork = inParts({
  async parts(ports, operation) {
    if (isEverything(operation.about)) await stopCampaigns(ports, operation);
    return { parts: patientShards };
  },
  batch: async (ports, operation, part, shard) => ({ part: await endSome(ports, operation, part, shard) }),
});

async function endSome(ports: OperatePorts, operation: Operation, part: Part, shard: number): Promise<Part> {
  const { about } = operation;
  const journeys = isEverything(about) ? await everyJourney(ports.records) : [journeyOf(about)];
  const [at = journeys[0], cursor] = part.cursor?.split(" ") ?? [];
  const journeyId = journeys.find((id) => id === at);
  if (journeyId === undefined) return { ...part, done: true };
  const page = await ports.records.list(
    { kind: "enrollment", of: "journey", journeyId, shard },
    { limit: batch, ...(cursor && { cursor }) },
  );
  const counts = { ...part.counts };
  const faults = [...(part.faults ?? [])];
  const running = page.items.filter(
    ({ data }) => data.status !== "ended" && data.startedAt <= operation.startedAt,
  );
  await limited(running, atOnce, async ({ id }) => {
    const fault = await endOne(ports, operation, id);
    const what = fault ? "failed" : "ended";
    counts[what] = (counts[what] ?? 0) + 1;
    if (fault && faults.length < mostFaults) faults.push({ id, code: fault });
  });
  const next = page.cursor ? `${journeyId} ${page.cursor}` : journeys[journeys.indexOf(journeyId) + 1];
  return {
    ...{ id: part.id, counts, done: next === undefined },
    ...(next && { cursor: next }),
    ...(faults.length > 0 && { faults }),
  };
}

/** Why it could not be ended: a code. One broken run must not keep the others alive. */
async function endOne(ports: OperatePorts, { id: cause, reason }: Operation, id: string) {
  try {
    await endEnrollment(ports, id, { actor, cause, reason: reason ?? "stopped" });
    return undefined;
  } catch (error) {
    ports.log.error("end-runs.failed", { enrollmentId: id }, error);
    return error instanceof Error && "code" in error ? String(error.code) : "fault";
  }
}

const actor = { type: "system", id: "end-runs" } as const;

async function stopCampaigns(ports: Pick<Ports, "records" | "clock">, { id: cause, reason }: Operation) {
  for await (const { id, data } of pages(ports.records, { kind: "campaign", of: "customer" }))
    if (data.status === "approved" || data.status === "running" || data.status === "paused")
      await controlCampaign(ports, { id, control: "stop", ...(reason && { reason }) }, { actor, cause });
}
