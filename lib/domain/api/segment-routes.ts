import * as z from "zod";
import { Snapshot } from "../operation.ts";
import { Segment, SegmentDraft } from "../segment/segment.ts";
import { Slug } from "../words.ts";
import { revision } from "./person-views.ts";
import { Paging, page, type Route } from "./route.ts";

const segments = { tag: "Segments" } as const;
const SegmentView = Segment.extend(revision);
const Condition = z.strictObject({ condition: SegmentDraft.shape.condition });
const PatientIds = z.array(z.string());

const Preview = z.object({
  looked: z.int(),
  matched: z.int(),
  /** Every patient was looked at; else an even sample. */
  complete: z.boolean(),
  sample: PatientIds,
});
const Difference = z.object({ entered: PatientIds, left: PatientIds, stayed: z.int() });
const ListReport = z.object({
  list: z.string(),
  rows: z.int(),
  patients: z.int(),
  left: z.record(z.string(), z.int()),
  faults: z.array(z.object({ line: z.int(), code: z.string(), detail: z.string() })),
});

export const segmentRoutes = {
  listSegments: {
    ...segments,
    method: "GET",
    path: "/v1/segments",
    scope: "content.read",
    summary: "List segments",
    query: Paging,
    answer: page(SegmentView),
  },
  getSegment: {
    ...segments,
    method: "GET",
    path: "/v1/segments/{segmentId}",
    scope: "content.read",
    summary: "Read a segment",
    answer: SegmentView,
  },
  putSegment: {
    ...segments,
    method: "PUT",
    path: "/v1/segments/{segmentId}",
    scope: "content.publish",
    summary: "Save a segment: every patient is asked, and again whenever a fact changes that it asks for",
    body: SegmentDraft,
    answer: SegmentView,
    ifMatch: "if-there",
  },
  retireSegment: {
    ...segments,
    method: "POST",
    path: "/v1/segments/{segmentId}/retire",
    scope: "content.publish",
    summary: "Retire a segment: everybody leaves it",
    answer: SegmentView,
    idempotent: true,
  },
  previewSegment: {
    ...segments,
    method: "POST",
    path: "/v1/segment-preview",
    scope: "patients.read",
    summary: "Who would be in a segment with this condition; nothing is saved",
    body: Condition,
    answer: Preview,
    phi: true,
  },
  listMembers: {
    ...segments,
    method: "GET",
    path: "/v1/segments/{segmentId}/members",
    scope: "patients.read",
    summary: "Who is in a segment now, and since when",
    query: Paging,
    answer: page(z.object({ patientId: z.string(), since: z.string() })),
    phi: true,
  },
  makeSnapshot: {
    ...segments,
    method: "POST",
    path: "/v1/segments/{segmentId}/snapshots/{snapshotId}",
    scope: "content.write",
    summary: "Keep who is in a segment now, under a name",
    answer: Snapshot,
    status: 201,
    idempotent: true,
  },
  getDifference: {
    ...segments,
    method: "GET",
    path: "/v1/snapshots/{snapshotId}/difference",
    scope: "patients.read",
    summary: "Who came and who went since an earlier snapshot",
    query: z.strictObject({ since: Slug }),
    answer: Difference,
    phi: true,
  },
  uploadList: {
    ...segments,
    method: "POST",
    path: "/v1/lists/{listId}",
    scope: "patients.write",
    summary: "Keep the patients a CSV names by patientId or reference; lines that name nobody are said",
    body: z.string(),
    media: ["text/csv"],
    answer: ListReport,
    status: 201,
    idempotent: true,
    phi: true,
  },
} as const satisfies Record<string, Route>;
