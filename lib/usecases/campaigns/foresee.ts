import type { Campaign } from "#lib/domain/campaign/campaign.ts";
import type { Foreseen } from "#lib/domain/campaign/dry-run.ts";
import { type Pace, turnOf } from "#lib/domain/campaign/slots.ts";
import { segmentsOf } from "#lib/domain/content/segments.ts";
import type { Template } from "#lib/domain/content/template.ts";
import type { Situation } from "#lib/domain/gate/situation.ts";
import { campaignOutreachId } from "#lib/domain/ids.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import { usdOf } from "#lib/domain/outreach/list-prices.ts";
import { planned } from "#lib/domain/outreach/plan.ts";
import { type Routing, route } from "#lib/domain/outreach/route.ts";
import type { Policy } from "#lib/domain/policy/policy.ts";
import type { Instant } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { loadPolicy, publishedTemplate } from "../config.ts";
import { compose } from "../outreach/compose.ts";
import { policyFor } from "../policy/policy-for.ts";

type Needs = Pick<Ports, "records" | "clock">;

/** `taken` is changed to say which places are. */
export type Foresight = (
  pace: Pace,
  taken: Record<string, number>,
  reach: Stored<"reach"> | undefined,
) => Promise<Foreseen>;

/** What the rules need beside the patient. */
type Basis = { campaign: Campaign; policy: Policy; template: Template | undefined };

/**
 * What the campaign would do for one patient at a time, by the very rules that will plan and send it; writes nothing. A
 * journey's messages are its simulator's to tell: of a campaign that begins one, patients are only counted.
 */
export async function foresight(ports: Needs, campaign: Campaign): Promise<Foresight> {
  const { send } = campaign;
  const policy = await loadPolicy(ports);
  const template = "template" in send ? await publishedTemplate(ports, send.template) : undefined;
  return async (pace, taken, reach) => {
    if (!reach) return { verdict: "drop", reason: "gone" };
    const at = turnOf(pace, taken, { reach: reach.data, policy, campaign });
    if (!at) return { verdict: "drop", reason: "no_slot" };
    return foreseen(ports, { campaign, policy, template }, reach, at);
  };
}

async function foreseen(
  ports: Needs,
  { campaign, policy, template }: Basis,
  stored: Stored<"reach">,
  at: Instant,
): Promise<Foreseen> {
  const { send, id, occurrence } = campaign;
  if (!template || !("template" in send)) return { verdict: "send", at, parts: 0, usd: 0 };
  const reach = stored.data;
  const request = {
    ...{ id: campaignOutreachId(reach.patientId, id, occurrence + 1), dueAt: at },
    ...{ purpose: template.content.purpose, channels: send.channels },
    ...(send.variables && { variables: send.variables }),
  };
  const { outreach } = planned(request, { reach, policy, template, now: at });
  const own = await policyFor(ports, outreach.levels, reach);
  const situation = { outreach, reach, policy: own, template, enrollment: undefined, now: at };
  return leaving(stored, situation, route(situation, outreach.channel));
}

/** As `deliver` goes through the channels: each later one of the plan, until one carries it. */
function leaving(stored: Stored<"reach">, situation: Situation, routing: Routing): Foreseen {
  if (routing.go === "reroute") return leaving(stored, situation, route(situation, routing.channel));
  if (routing.go !== "send") return { verdict: routing.go, reason: routing.decision.reason as string };
  const { outreach: data, now: at } = situation;
  const outreach = { kind: "outreach" as const, id: data.id, version: 0, data, event: stored.event };
  const envelope = compose({ outreach, reach: stored, situation }, routing);
  if ("go" in envelope) return leaving(stored, situation, envelope);
  const parts = envelope.channel === "sms" ? segmentsOf(envelope.body).segments : 1;
  return { verdict: "send", at, parts, usd: usdOf(envelope.channel, parts) };
}
