import { barOf } from "#lib/domain/campaign/bar.ts";
import type { Enrollment } from "#lib/domain/enrollment.ts";
import type { Outreach } from "#lib/domain/outreach/outreach.ts";
import type { Ports } from "#lib/ports.ts";

/** What the state of its campaign forbids a message: its own campaign's, or the one that began its journey's run. */
export async function campaignBar(
  { records }: Pick<Ports, "records">,
  { outreach, enrollment }: { outreach: Outreach; enrollment?: Pick<Enrollment, "campaign"> | undefined },
  how: { consistent: boolean },
): Promise<"stopped" | "paused" | undefined> {
  const id = outreach.campaign?.id ?? enrollment?.campaign;
  if (id === undefined) return undefined;
  return barOf((await records.get("campaign", id, how))?.data);
}
