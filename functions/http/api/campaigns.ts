import type { campaignRoutes } from "#lib/domain/api/campaign-routes.ts";
import { byOf, many, one, pageOf } from "#lib/lambda/http/answers.ts";
import type { HandlersOf } from "#lib/lambda/http/call.ts";
import type { CorePorts } from "#lib/lambda/wiring/core.ts";
import { approveCampaign, controlCampaign } from "#lib/usecases/campaigns/control-campaign.ts";
import { saveCampaign } from "#lib/usecases/campaigns/save-campaign.ts";
import { find } from "#lib/usecases/read/find.ts";

type Called = Parameters<typeof byOf>[0] & { params: { campaignId: string } };

const controlled = async (ports: CorePorts, call: Called, control: "pause" | "resume" | "stop") =>
  one(await controlCampaign(ports, { id: call.params.campaignId, control }, byOf(call)));

export const campaignHandlers = {
  listCampaigns: async ({ records }, { query }) =>
    many(await records.list({ kind: "campaign", of: "customer" }, pageOf(query))),
  getCampaign: async ({ records }, { params }) => one(await find(records, "campaign", params.campaignId)),
  putCampaign: async (ports, call) => {
    const draft = { id: call.params.campaignId, draft: call.body, ifMatch: call.ifMatch };
    return one(await saveCampaign(ports, draft, byOf(call)));
  },
  /** Rendering (53 KB) is read with the first question. */
  dryRunCampaign: async (ports, { params }) => {
    const { dryRunCampaign } = await import("#lib/usecases/campaigns/dry-run-campaign.ts");
    return { body: await dryRunCampaign(ports, params.campaignId) };
  },
  approveCampaign: async (ports, call) => {
    const { params, ifMatch } = call;
    return one(await approveCampaign(ports, { id: params.campaignId, ifMatch }, byOf(call)));
  },
  pauseCampaign: (ports, call) => controlled(ports, call, "pause"),
  resumeCampaign: (ports, call) => controlled(ports, call, "resume"),
  stopCampaign: (ports, call) => controlled(ports, call, "stop"),
  reportCampaign: async (ports, { params, query }) => {
    const { reportCampaign } = await import("#lib/usecases/campaigns/report-campaign.ts");
    return { body: await reportCampaign(ports, params.campaignId, query.occurrence) };
  },
} satisfies HandlersOf<typeof campaignRoutes, CorePorts>;
