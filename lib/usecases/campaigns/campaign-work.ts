import { partId } from "#lib/domain/operation.ts";
import type { Work } from "../operations/work.ts";
import { find } from "../read/find.ts";
import { closeCampaign } from "./close-campaign.ts";
import { openCampaign } from "./open-campaign.ts";
import { planBatch } from "./plan-part.ts";

/** One occurrence of a campaign. Paused or stopped, its parts are parked. */
export const campaignWork: Work = {
  open: openCampaign,
  async batch(ports, operation, part, n) {
    const campaign = await ports.records.get("campaign", operation.about, { consistent: true });
    if (campaign?.data.status !== "running") return "parked";
    const { data: audience } = await find(
      ports.records,
      "audience",
      partId(operation.audience ?? operation.id, n),
    );
    return planBatch(ports, campaign.data, operation, { part, audience });
  },
  close: closeCampaign,
};
