import { type Campaign, occurrenceId } from "#lib/domain/campaign/campaign.ts";
import { type CampaignReport, reportOf } from "#lib/domain/campaign/report.ts";
import type { Kind, Stored } from "#lib/domain/kinds.ts";
import { type Operation, type PartFault, summed } from "#lib/domain/operation.ts";
import type { Outreach } from "#lib/domain/outreach/outreach.ts";
import { journeySwitch, type Switch } from "#lib/domain/switch.ts";
import type { Records } from "#lib/ports.ts";
import { readSwitch } from "#lib/usecases/journeys/switches.ts";
import { partsOf } from "#lib/usecases/operations/parts.ts";
import type { Host } from "../host.ts";
import type { PatientFile } from "../mirror.ts";
import { type Drawing, drawingOf } from "./drawing.ts";
import { type ConsoleState, clockOf } from "./state.ts";

/** Of each the latest: a page is no archive. */
const mostShown = 100;

export type JourneyLine = {
  id: string;
  version: number;
  retired: boolean;
  switch: Switch;
  /** Runs that have not ended, and how many stand at each step. */
  runs: number;
  steps: Record<string, number>;
  drawing: Drawing;
};
export type OperationLine = Operation & {
  partsDone: number;
  counts: Record<string, number>;
  faults: PartFault[];
};
export type CampaignLine = Omit<Campaign, "author"> & {
  revision: number;
  operation?: OperationLine;
  report?: CampaignReport;
};

/** What operations staff steer: the switches, the journeys with their live counts, campaigns and long work. */
export type OperationsState = {
  clock: ConsoleState["clock"];
  everything: Switch;
  journeys: JourneyLine[];
  campaigns: CampaignLine[];
  /** Those that are no campaign's, latest first. */
  operations: OperationLine[];
};

export async function operationsOf(host: Host): Promise<OperationsState> {
  const { ports } = host.system;
  const { records } = ports;
  const files = host.mirror.files().map(([, file]) => file);
  const [everything, journeys, campaigns, operations] = await Promise.all([
    readSwitch(ports, "everything"),
    journeysOf(host, files),
    listed(records, "campaign"),
    listed(records, "operation"),
  ]);
  const work = await Promise.all(operations.map(({ data }) => lineOf(records, data)));
  const lines = new Map(work.map((line) => [line.id, line]));
  return {
    clock: clockOf(host),
    everything,
    journeys,
    campaigns: campaigns.map((campaign) => campaignOf(campaign, lines, files)),
    operations: work
      .filter(({ type }) => type !== "campaign")
      .toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
      .slice(0, mostShown),
  };
}

const listed = async <K extends Kind>(records: Records, kind: K): Promise<Stored<K>[]> =>
  (await records.list({ kind, of: "customer" }, { limit: mostShown, newestFirst: true }))
    .items as Stored<K>[];

async function lineOf(records: Records, data: Operation): Promise<OperationLine> {
  const parts = await partsOf(records, data.id);
  return {
    ...data,
    partsDone: parts.filter(({ done }) => done).length,
    counts: summed(parts),
    faults: parts.flatMap(({ faults = [] }) => faults).slice(0, 20),
  };
}

async function journeysOf({ system, mirror }: Host, files: PatientFile[]): Promise<JourneyLine[]> {
  const { ports } = system;
  const heads = (await listed(ports.records, "journeyHead")).filter(({ data }) => data.versions > 0);
  const runs = files.flatMap((file) => file.all("enrollment")).filter(({ data }) => data.status !== "ended");
  const byJourney = Map.groupBy(runs, ({ data }) => data.journey.id);
  const lines = heads.map(async ({ id, data }): Promise<JourneyLine[]> => {
    const version = data.published ?? data.versions;
    const definition = mirror.journey(id, version)?.definition;
    if (!definition) return [];
    const own = byJourney.get(id) ?? [];
    return [
      {
        ...{ id, version, retired: data.published === undefined, runs: own.length },
        switch: await readSwitch(ports, journeySwitch(id)),
        steps: counted(own.map(({ data: run }) => run.step ?? "")),
        drawing: drawingOf(definition),
      },
    ];
  });
  return (await Promise.all(lines)).flat().toSorted((a, b) => b.runs - a.runs || (a.id < b.id ? -1 : 1));
}

const counted = (words: string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(words, (word) => word)].map(([word, all]) => [word, all.length]));

function campaignOf(
  { data: { author: _, ...data }, version }: Stored<"campaign">,
  lines: Map<string, OperationLine>,
  files: PatientFile[],
): CampaignLine {
  const operation = lines.get(occurrenceId(data.id, data.occurrence));
  const own = files.flatMap((file) => file.all("outreach").map(({ data: one }) => one)).filter(isOf(data));
  return {
    ...data,
    revision: version,
    ...(operation && { operation }),
    ...(operation?.total !== undefined && {
      report: reportOf(operation.total, own, {
        parts: [operation],
        stopped: data.status === "stopped",
      }),
    }),
  };
}

const isOf =
  ({ id, occurrence }: Pick<Campaign, "id" | "occurrence">) =>
  ({ campaign }: Outreach): boolean =>
    campaign?.id === id && campaign.occurrence === occurrence;
