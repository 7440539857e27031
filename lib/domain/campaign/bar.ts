import type { Campaign } from "./campaign.ts";

/** What a message of it may not do now: while its campaign is stopped or paused it may not leave. */
export const barOf = (campaign: Pick<Campaign, "status"> | undefined): "stopped" | "paused" | undefined =>
  campaign?.status === "stopped" || campaign?.status === "paused" ? campaign.status : undefined;
