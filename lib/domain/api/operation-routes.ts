import * as z from "zod";
import { CampaignDryRun } from "../campaign/dry-run.ts";
import { Operation, PartFault } from "../operation.ts";
import { ListPart, mostPartBytes, mostParts } from "../segment/list-part.ts";
import { Paging, page, type Route } from "./route.ts";

export const OperationView = Operation.extend({
  counts: z.record(z.string(), z.int()),
  /** Of how many parts nothing is left to do. */
  partsDone: z.int(),
  /** What could not be done, with why: the first 200 of each part. */
  faults: z.array(PartFault),
});
const started = { answer: OperationView, status: 202, idempotent: true } as const;

const Preview = z.object({
  runs: z.record(z.string(), z.int()),
  total: z.int(),
  steps: z.record(z.string(), z.int()).optional(),
  complete: z.boolean(),
});
/** The reason that each run ends with: a code. */
const Why = z.strictObject({
  reason: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, "a code such as wrong_text"),
});

const everything = { tag: "Switches", method: "POST" } as const;
const journey = { tag: "Journeys", method: "POST" } as const;
const lists = { tag: "Segments" } as const;
const PartView = ListPart.omit({ id: true, records: true, removeAt: true });

/** Long work: each answers 202 with an operation, whose progress, counts and faults are read by its id. */
export const operationRoutes = {
  getOperation: {
    tag: "Operations",
    method: "GET",
    path: "/v1/operations/{operationId}",
    scope: "content.read",
    summary: "How far long work has come, and what could not be done",
    answer: OperationView,
  },
  startDryRun: {
    tag: "Campaigns",
    method: "POST",
    path: "/v1/campaigns/{campaignId}/dry-runs",
    scope: "content.write",
    summary: "Say what it would do for everybody it is for, however many; nothing is sent",
    ...started,
  },
  readDryRun: {
    tag: "Campaigns",
    method: "GET",
    path: "/v1/campaigns/{campaignId}/dry-runs/{operationId}",
    scope: "content.read",
    summary: "What such a dry run has found so far; complete when everybody was looked at",
    answer: CampaignDryRun.extend({ total: z.int().optional() }),
  },
  previewEndJourneyRuns: {
    ...journey,
    path: "/v1/journeys/{journeyId}/end-runs/preview",
    scope: "outreach.read",
    summary: "How many runs of a journey would end, and at which steps they stand; nothing is touched",
    answer: Preview,
  },
  endJourneyRuns: {
    ...journey,
    path: "/v1/journeys/{journeyId}/end-runs",
    scope: "content.publish",
    summary: "End every run of a journey that has begun by now; what is open is closed",
    body: Why,
    ...started,
  },
  previewEndAllRuns: {
    ...everything,
    path: "/v1/end-runs/preview",
    scope: "outreach.read",
    summary: "How many runs of which journeys would end; nothing is touched",
    answer: Preview,
  },
  endAllRuns: {
    ...everything,
    path: "/v1/end-runs",
    scope: "policy.write",
    summary: "End every run of every journey and stop every campaign",
    body: Why,
    ...started,
  },
  uploadListPart: {
    ...lists,
    method: "POST",
    path: "/v1/lists/{listId}/parts/{part}",
    scope: "patients.write",
    summary: "Upload one part of a list of up to a million rows: a CSV with its own line of column names",
    body: z.string(),
    media: ["text/csv"],
    mostBytes: mostPartBytes,
    answer: PartView,
    status: 201,
    idempotent: true,
    phi: true,
  },
  listListParts: {
    ...lists,
    method: "GET",
    path: "/v1/lists/{listId}/parts",
    scope: "patients.read",
    summary: "What each uploaded part came to",
    query: Paging,
    answer: page(PartView),
  },
  listPartFaults: {
    ...lists,
    method: "GET",
    path: "/v1/lists/{listId}/parts/{part}/faults",
    scope: "patients.read",
    summary: "The lines of a part that were left out, and why",
    query: Paging,
    answer: page(z.object({ part: z.int(), line: z.int(), code: z.string() })),
  },
  completeList: {
    ...lists,
    method: "POST",
    path: "/v1/lists/{listId}/complete",
    scope: "patients.write",
    summary: "Make the list of its first so many parts",
    body: z.strictObject({ parts: z.int().min(1).max(mostParts) }),
    ...started,
  },
} as const satisfies Record<string, Route>;
