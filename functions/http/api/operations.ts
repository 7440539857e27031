import type { operationRoutes } from "#lib/domain/api/operation-routes.ts";
import { type Operation, summed } from "#lib/domain/operation.ts";
import { byOf, pageOf } from "#lib/lambda/http/answers.ts";
import type { HandlersOf } from "#lib/lambda/http/call.ts";
import type { CorePorts } from "#lib/lambda/wiring/core.ts";
import { partsOf } from "#lib/usecases/operations/parts.ts";
import { find } from "#lib/usecases/read/find.ts";

const told = async ({ records }: CorePorts, data: Operation) => {
  const parts = await partsOf(records, data.id);
  return {
    ...data,
    counts: summed(parts),
    partsDone: parts.filter(({ done }) => done).length,
    faults: parts.flatMap(({ faults = [] }) => faults),
  };
};

/** The expression of what was started: nothing of it is done yet. */
const started = ({ data }: { data: Operation }) => ({
  body: { ...data, counts: {}, partsDone: 0, faults: [] },
});

/** Rendering (53 KB), journeys' pictures and the reading of lists are read with the first question. */
const runs = () => import("#lib/usecases/journeys/start-ending-runs.ts");
const dryRuns = () => import("#lib/usecases/campaigns/dry-run-campaign.ts");
const lists = () => import("#lib/usecases/segments/complete-list.ts");

export const operationHandlers = {
  getOperation: async (ports, { params }) => ({
    body: await told(ports, (await find(ports.records, "operation", params.operationId)).data),
  }),
  startDryRun: async (ports, call) =>
    started(await (await dryRuns()).startDryRun(ports, call.params.campaignId, byOf(call))),
  readDryRun: async (ports, { params }) => ({ body: await (await dryRuns()).readDryRun(ports, params) }),
  previewEndJourneyRuns: async (ports, { params }) => ({
    body: await (await runs()).previewEndRuns(ports, params.journeyId),
  }),
  endJourneyRuns: async (ports, call) =>
    started(
      await (await runs()).endJourneyRuns(ports, call.params.journeyId, { ...byOf(call), ...call.body }),
    ),
  previewEndAllRuns: async (ports) => ({ body: await (await runs()).previewEndRuns(ports) }),
  endAllRuns: async (ports, call) =>
    started(await (await runs()).endAllRuns(ports, { ...byOf(call), ...call.body })),
  uploadListPart: async (ports, call) => {
    const { uploadPart } = await import("#lib/usecases/segments/upload-part.ts");
    const { listId: list, part } = call.params;
    return { body: await uploadPart(ports, { list, part: Number(part), text: call.body }, byOf(call)) };
  },
  listListParts: async ({ records }, { params, query }) => {
    const { items, ...more } = await records.list(
      { kind: "listPart", of: "list", list: params.listId },
      pageOf(query),
    );
    return { body: { items: items.map(({ data }) => data), ...more } };
  },
  listPartFaults: async (ports, { params, query }) => {
    const of = { list: params.listId, part: Number(params.part) };
    return { body: await (await lists()).faultsOfPart(ports, of, query) };
  },
  completeList: async (ports, call) => {
    const made = { list: call.params.listId, parts: call.body.parts };
    return started(await (await lists()).completeList(ports, made, byOf(call)));
  },
} satisfies HandlersOf<typeof operationRoutes, CorePorts>;
