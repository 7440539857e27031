import * as z from "zod";
import { Campaign, CampaignDraft } from "../campaign/campaign.ts";
import { CampaignDryRun } from "../campaign/dry-run.ts";
import { revision } from "./person-views.ts";
import { Paging, page, type Route } from "./route.ts";

const CampaignView = Campaign.extend(revision);
const counts = z.record(z.string(), z.int());

const Report = z.object({ targeted: z.int(), notPlanned: counts, fates: counts, reasons: counts });

const reads = { tag: "Campaigns", scope: "content.read" } as const;
const runs = { tag: "Campaigns", scope: "outreach.write", method: "POST", answer: CampaignView } as const;

export const campaignRoutes = {
  listCampaigns: {
    ...reads,
    method: "GET",
    path: "/v1/campaigns",
    summary: "List campaigns",
    query: Paging,
    answer: page(CampaignView),
  },
  getCampaign: {
    ...reads,
    method: "GET",
    path: "/v1/campaigns/{campaignId}",
    summary: "Read a campaign",
    answer: CampaignView,
  },
  putCampaign: {
    tag: "Campaigns",
    method: "PUT",
    path: "/v1/campaigns/{campaignId}",
    scope: "content.write",
    summary: "Write a campaign's draft",
    body: CampaignDraft,
    answer: CampaignView,
    ifMatch: "if-there",
  },
  dryRunCampaign: {
    ...reads,
    method: "POST",
    path: "/v1/campaigns/{campaignId}/dry-run",
    summary: "What it would do for all its patients, or the first 2,000; nothing is written",
    answer: CampaignDryRun,
  },
  approveCampaign: {
    ...runs,
    path: "/v1/campaigns/{campaignId}/approve",
    scope: "content.publish",
    summary: "Approve the version that was read, as somebody other than its author",
    ifMatch: "always",
    idempotent: true,
  },
  pauseCampaign: {
    ...runs,
    path: "/v1/campaigns/{campaignId}/pause",
    summary: "Pause it: when this has answered, nothing of it leaves",
    idempotent: true,
  },
  resumeCampaign: {
    ...runs,
    path: "/v1/campaigns/{campaignId}/resume",
    summary: "Let a paused campaign go on",
    idempotent: true,
  },
  stopCampaign: {
    ...runs,
    path: "/v1/campaigns/{campaignId}/stop",
    summary: "Stop it for good: when this has answered, nothing of it leaves",
    idempotent: true,
  },
  reportCampaign: {
    ...reads,
    method: "GET",
    path: "/v1/campaigns/{campaignId}/report",
    summary: "What became of everybody whom its last occurrence, or that one, was for",
    query: z.strictObject({ occurrence: z.coerce.number().int().min(1).optional() }),
    answer: Report,
  },
} as const satisfies Record<string, Route>;
