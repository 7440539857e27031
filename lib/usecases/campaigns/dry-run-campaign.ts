import { type Pace, slotFor } from "#lib/domain/campaign/slots.ts";
import { segmentsOf } from "#lib/domain/content/segments.ts";
import { campaignOutreachId } from "#lib/domain/ids.ts";
import { usdOf } from "#lib/domain/outreach/list-prices.ts";
import { planned } from "#lib/domain/outreach/plan.ts";
import { route } from "#lib/domain/outreach/route.ts";
import type { Instant } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { loadPolicy, publishedTemplate } from "../config.ts";
import { compose } from "../outreach/compose.ts";
import { find } from "../read/find.ts";
import { audienceSample } from "./audience-sample.ts";

export type CampaignDryRun = {
  /** Patients looked at; all there are where `complete`, so that the counts are the campaign's. */
  looked: number;
  complete: boolean;
  send: number;
  /** By reason code of the gate, as of each patient's own turn. */
  hold: Record<string, number>;
  drop: Record<string, number>;
  /** Message parts as carriers bill them, and what they cost at the prices of domain/outreach/list-prices.ts. */
  parts: number;
  usd: number;
  /** Turn of the first and of the last of those looked at. */
  firstAt?: Instant;
  lastAt?: Instant;
};

/**
 * What the campaign would do, by the very rules that will plan and send it; writes nothing. A journey's messages are its
 * simulator's to tell: here its patients are counted. Throws `not_found`.
 */
export async function dryRunCampaign(
  ports: Pick<Ports, "records" | "clock">,
  id: string,
): Promise<CampaignDryRun> {
  const { data: campaign } = await find(ports.records, "campaign", id);
  const { patientIds, complete } = await audienceSample(ports, campaign);
  const policy = await loadPolicy(ports);
  const { send } = campaign;
  const template = "template" in send ? await publishedTemplate(ports, send.template) : undefined;
  const now = ports.clock.now();
  const found: CampaignDryRun = { looked: 0, complete, send: 0, hold: {}, drop: {}, parts: 0, usd: 0 };
  const from = campaign.nextAt ?? now;
  const pace: Pace = { from, now: from, share: 1, throttle: campaign.throttle, seed: id };
  const taken = {};
  const reaches = await ports.records.getMany(patientIds.map((one) => ({ kind: "reach" as const, id: one })));
  for (const stored of reaches) {
    found.looked += 1;
    if (!stored) add(found.drop, "gone");
    else if (!template || !("template" in send)) found.send += 1;
    else {
      const reach = stored.data;
      const at = slotFor(pace, taken, { reach, policy, channel: undefined });
      if (!at) {
        add(found.drop, "no_slot");
        continue;
      }
      const outreachId = campaignOutreachId(reach.patientId, id, campaign.occurrence + 1);
      const request = {
        id: outreachId,
        purpose: template.content.purpose,
        channels: send.channels,
        dueAt: at,
      };
      const variables = send.variables && { variables: send.variables };
      const { outreach } = planned({ ...request, ...variables }, { reach, policy, template, now: at });
      const situation = { outreach, reach, policy, template, enrollment: undefined, now: at };
      const routing = route(situation, outreach.channel);
      if (routing.go === "hold") add(found.hold, routing.decision.reason as string);
      if (routing.go === "drop") add(found.drop, routing.decision.reason as string);
      if (routing.go !== "send") continue;
      const record = { kind: "outreach" as const, id: outreachId, version: 0, data: outreach };
      const loaded = { outreach: { ...record, event: stored.event }, reach: stored, situation };
      const envelope = compose(loaded, routing);
      if ("go" in envelope) {
        add(found.drop, envelope.decision.reason as string);
        continue;
      }
      const parts = envelope.channel === "sms" ? segmentsOf(envelope.body).segments : 1;
      found.send += 1;
      found.parts += parts;
      found.usd += usdOf(envelope.channel, parts);
      found.firstAt = [found.firstAt ?? at, at].sort()[0] as Instant;
      found.lastAt = [found.lastAt ?? at, at].sort()[1] as Instant;
    }
  }
  return found;
}

const add = (counts: Record<string, number>, what: string): void => {
  counts[what] = (counts[what] ?? 0) + 1;
};
