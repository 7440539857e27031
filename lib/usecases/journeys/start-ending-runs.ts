import type { Stored } from "#lib/domain/kinds.ts";
import { journeySwitch, type SwitchTarget } from "#lib/domain/switch.ts";
import type { Ports } from "#lib/ports.ts";
import { type By, findHead } from "../authoring/content.ts";
import { journeys } from "../authoring/journeys.ts";
import { begun } from "../operations/begin-operation.ts";
import { liveCounts } from "./draw-journey.ts";
import { everyJourney } from "./every-journey.ts";

type Needs = Pick<Ports, "records" | "clock" | "ids">;

export type RunsPreview = {
  /** Runs that would end, by journey; a larger journey's first ones are counted, and `complete` is then false. */
  runs: Record<string, number>;
  total: number;
  /** Of one journey: by the step they stand at. */
  steps?: Record<string, number>;
  complete: boolean;
};

/** Who would be ended; nothing is touched. Throws `not_found`. */
export async function previewEndRuns(ports: Needs, journeyId?: string): Promise<RunsPreview> {
  if (journeyId !== undefined) await findHead(ports, journeys, journeyId);
  const preview: RunsPreview = { runs: {}, total: 0, complete: true };
  for (const id of journeyId === undefined ? await everyJourney(ports.records) : [journeyId]) {
    const { steps, complete } = await liveCounts(ports, id, undefined);
    const runs = Object.values(steps).reduce((sum, count) => sum + count, 0);
    if (runs > 0) preview.runs[id] = runs;
    preview.total += runs;
    preview.complete &&= complete;
    if (journeyId !== undefined) preview.steps = steps;
  }
  return preview;
}

/** Ends every run of a journey that has begun by now, whatever its version, as an operation. Throws `not_found`. */
export async function endJourneyRuns(ports: Needs, id: string, by: Stopping): Promise<Stored<"operation">> {
  await findHead(ports, journeys, id);
  return start(ports, journeySwitch(id), by);
}

/** The same of every journey, and stops every campaign. */
export const endAllRuns = (ports: Needs, by: Stopping): Promise<Stored<"operation">> =>
  start(ports, "everything", by);

type Stopping = By & { reason: string };

async function start(
  { records, clock, ids }: Needs,
  about: SwitchTarget,
  { reason, ...by }: Stopping,
): Promise<Stored<"operation">> {
  const id = `end-runs-${ids.unique().toLowerCase()}`;
  const change = begun({ id, type: "end-runs", about, reason }, clock.now(), by);
  await records.save([change]);
  return { kind: "operation", id, version: 1, data: change.data, event: change.event };
}
