import { type Campaign, CampaignDraft } from "#lib/domain/campaign/campaign.ts";
import { patientIdFrom } from "#lib/domain/ids.ts";
import type { Change } from "#lib/domain/kinds.ts";
import { audienceSize, partId } from "#lib/domain/operation.ts";
import { defaultPolicy } from "#lib/domain/policy/policy.ts";
import { reachOf } from "#lib/domain/reach/reach.ts";
import type { Records } from "#lib/ports.ts";
import { limited } from "#lib/usecases/limited.ts";
import { aPatient, aTemplate, aTuesday } from "../support/builders.ts";

export const staff = { type: "staff", id: "bench" } as const;
export const operationId = "campaign-c-1";
const event = { type: "patient.created", at: aTuesday, actor: staff } as const;

/** Writes patients with a phone each, a list of them all, a template, and a campaign that has just been approved. */
export async function campaignTable(records: Records, count: number, perHour: number): Promise<Campaign> {
  const put = (kind: string, id: string, data: unknown) =>
    records.save([{ kind, id, expect: 0, data, event } as unknown as Change]);
  const patientIds = Array.from({ length: count }, (_, n) => patientIdFrom("bench", String(n)));
  await limited([...patientIds.entries()], 20, async ([n, id]) => {
    const contactPoints = [{ id: "sms", channel: "sms", address: `+1312${n}`, health: "ok" }] as const;
    await put("reach", id, reachOf(undefined, aPatient({ id, contactPoints: [...contactPoints] }), {}));
  });
  await put("policy", "policy", defaultPolicy);
  await put("template", "note@1", aTemplate());
  await put("templateHead", "note", { id: "note", draft: undefined, published: 1, versions: 1 });
  const parts = Math.ceil(count / audienceSize);
  for (let n = 0; n < parts; n++) {
    const id = partId("list-everybody", n);
    await put("audience", id, { id, patientIds: patientIds.slice(n * audienceSize, (n + 1) * audienceSize) });
  }
  await put("snapshot", "list-everybody", {
    ...{ id: "list-everybody", of: { list: "everybody" }, at: aTuesday, total: count, parts },
  });
  const draft = CampaignDraft.parse({
    ...{ id: "c", audience: { list: "everybody" }, send: { template: "note" } },
    throttle: { perHour },
  });
  const campaign: Campaign = { ...draft, status: "approved", author: staff, occurrence: 1 };
  await put("campaign", "c", campaign);
  await put("operation", operationId, {
    ...{ id: operationId, type: "campaign", about: "c", occurrence: 1, stage: "all", status: "waiting" },
    ...{ generation: 1, startedAt: aTuesday },
  });
  return campaign;
}
