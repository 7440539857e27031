import type { segmentRoutes } from "#lib/domain/api/segment-routes.ts";
import { byOf, many, one, pageOf } from "#lib/lambda/http/answers.ts";
import type { HandlersOf } from "#lib/lambda/http/call.ts";
import type { CorePorts } from "#lib/lambda/wiring/core.ts";
import { find } from "#lib/usecases/read/find.ts";
import { retireSegment, saveSegment } from "#lib/usecases/segments/save-segment.ts";

/** Lists and campaigns keep theirs beside these: a caller's names must not be taken for one. */
const named = (snapshot: string): string => `named-${snapshot}`;

/** Read by who asks for one, not at each start of the API. */
const snapshots = () => import("#lib/usecases/segments/snapshot.ts");

export const segmentHandlers = {
  listSegments: async ({ records }, { query }) =>
    many(await records.list({ kind: "segment", of: "customer" }, pageOf(query))),
  getSegment: async ({ records }, { params }) => one(await find(records, "segment", params.segmentId)),
  putSegment: async (ports, call) => {
    const draft = { id: call.params.segmentId, draft: call.body, ifMatch: call.ifMatch };
    return one(await saveSegment(ports, draft, byOf(call)));
  },
  retireSegment: async (ports, call) => one(await retireSegment(ports, call.params.segmentId, byOf(call))),
  previewSegment: async (ports, { body }) => {
    const { previewSegment } = await import("#lib/usecases/segments/preview.ts");
    return { body: await previewSegment(ports, body.condition) };
  },
  listMembers: async ({ records }, { params, query }) => {
    await find(records, "segment", params.segmentId);
    const members = { kind: "membership", of: "segment", segment: params.segmentId } as const;
    return many(await records.list(members, pageOf(query)));
  },
  makeSnapshot: async (ports, call) => {
    const { segmentId: segment, snapshotId } = call.params;
    const { snapshotSegment } = await snapshots();
    const kept = await snapshotSegment(ports, { id: named(snapshotId), segment }, byOf(call));
    return { body: kept.data };
  },
  getDifference: async (ports, { params, query }) => {
    const { differenceOf } = await snapshots();
    return { body: await differenceOf(ports, named(query.since), named(params.snapshotId)) };
  },
  uploadList: async (ports, call) => {
    const { uploadList } = await import("#lib/usecases/segments/upload-list.ts");
    const chunks = (async function* () {
      yield call.body;
    })();
    return { body: await uploadList(ports, { list: call.params.listId, chunks }, byOf(call)) };
  },
} satisfies HandlersOf<typeof segmentRoutes, CorePorts>;
