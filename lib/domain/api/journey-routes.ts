import * as z from "zod";
import { JourneyDraft, journeyFaults } from "../journey/definition.ts";
import {
  HeadLine,
  JourneyHeadView,
  JourneyLintAnswer,
  JourneyVersionView,
  VersionLine,
} from "./content-views.ts";
import { Paging, page, type Route } from "./route.ts";

const journey = { tag: "Journeys" } as const;
const yaml = ["application/json", "application/yaml"] as const;

const Drawing = z.strictObject({
  format: z.enum(["mermaid", "svg"]).default("mermaid"),
  version: z.coerce.number().int().min(1).optional(),
  /** Runs that stand at each step now; of SVG only. */
  counts: z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true"),
});

export const journeyRoutes = {
  listJourneys: {
    ...journey,
    method: "GET",
    path: "/v1/journeys",
    scope: "content.read",
    summary: "List journeys",
    query: Paging,
    answer: page(HeadLine),
  },
  getJourney: {
    ...journey,
    method: "GET",
    path: "/v1/journeys/{journeyId}",
    scope: "content.read",
    summary: "Read a journey's draft and which versions there are",
    answer: JourneyHeadView,
  },
  draftJourney: {
    ...journey,
    method: "PUT",
    path: "/v1/journeys/{journeyId}",
    scope: "content.write",
    summary: "Write a journey's draft, as JSON or YAML",
    body: JourneyDraft,
    faults: journeyFaults,
    media: yaml,
    answer: JourneyHeadView,
    ifMatch: "if-there",
  },
  lintJourney: {
    ...journey,
    method: "POST",
    path: "/v1/journeys/{journeyId}/lint",
    scope: "content.read",
    summary: "Say what forbids publishing the draft and what is doubtful about it",
    answer: JourneyLintAnswer,
  },
  submitJourney: {
    ...journey,
    method: "POST",
    path: "/v1/journeys/{journeyId}/submit",
    scope: "content.write",
    summary: "Submit the draft for review",
    answer: JourneyHeadView,
    idempotent: true,
  },
  approveJourney: {
    ...journey,
    method: "POST",
    path: "/v1/journeys/{journeyId}/approve",
    scope: "content.publish",
    summary: "Approve a submitted draft, as another person than who wrote or submitted it",
    answer: JourneyHeadView,
    idempotent: true,
  },
  publishJourney: {
    ...journey,
    method: "POST",
    path: "/v1/journeys/{journeyId}/publish",
    scope: "content.publish",
    summary: "Publish the draft as the next version; runs under way keep theirs",
    answer: VersionLine,
    status: 201,
    idempotent: true,
  },
  retireJourney: {
    ...journey,
    method: "POST",
    path: "/v1/journeys/{journeyId}/retire",
    scope: "content.publish",
    summary: "Retire a journey: nobody new enters, runs under way go on to their end",
    answer: VersionLine,
    idempotent: true,
  },
  listJourneyVersions: {
    ...journey,
    method: "GET",
    path: "/v1/journeys/{journeyId}/versions",
    scope: "content.read",
    summary: "List a journey's versions",
    query: Paging,
    answer: page(VersionLine),
  },
  getJourneyVersion: {
    ...journey,
    method: "GET",
    path: "/v1/journeys/{journeyId}/versions/{version}",
    scope: "content.read",
    summary: "Read a published version",
    answer: JourneyVersionView,
  },
  drawJourney: {
    ...journey,
    method: "GET",
    path: "/v1/journeys/{journeyId}/picture",
    scope: "content.read",
    summary:
      "A version, the draft or else the published one, as a Mermaid flowchart or SVG, with live counts if asked",
    query: Drawing,
    answer: z.string(),
    answerMedia: "text/vnd.mermaid",
  },
} as const satisfies Record<string, Route>;
