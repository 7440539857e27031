import { expectedVersion } from "#lib/domain/api/etag.ts";
import type { Campaign, CampaignDraft } from "#lib/domain/campaign/campaign.ts";
import { type Fault, Refusal } from "#lib/domain/errors.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Actor, Instant } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { publishedJourneys, publishedTemplate } from "../config.ts";

type Needs = Pick<Ports, "records" | "clock">;

/**
 * Writes a campaign's draft; its last writer is its author, whom approval must not come from. Throws
 * `unknown_reference` (segment, list, template, journey), `validation_failed` (a calendar without a date to come),
 * `wrong_state` (it was approved), `version_required` and `stale_version` (If-Match).
 */
export async function saveCampaign(
  ports: Needs,
  { id, draft, ifMatch }: { id: string; draft: CampaignDraft; ifMatch: number | undefined },
  by: { actor: Actor; cause?: string },
): Promise<Stored<"campaign">> {
  if (draft.id !== id) throw invalid("/id", "Give the id that the path has.");
  const known = await ports.records.get("campaign", id, { consistent: true });
  if (known && known.data.status !== "draft")
    throw new Refusal("wrong_state", `It is ${known.data.status}: write a new campaign.`);
  const expect = expectedVersion(known?.version, ifMatch);
  const faults = (await Promise.all([audienceFault(ports, draft), sendFault(ports, draft)])).flat();
  if (faults.length > 0) throw new Refusal("unknown_reference", undefined, faults);
  const nextAt = await firstOf(draft, ports.clock.now());
  const data: Campaign = {
    ...draft,
    status: "draft",
    author: by.actor,
    occurrence: 0,
    ...(nextAt && { nextAt }),
  };
  const event = { type: "campaign.drafted" as const, at: ports.clock.now(), ...by };
  await ports.records.save([{ kind: "campaign", id, expect, data, event }]);
  return { kind: "campaign", id, version: expect + 1, data, event };
}

const invalid = (pointer: string, detail: string): Refusal =>
  new Refusal("validation_failed", undefined, [{ pointer, detail }]);

/** When it begins first, where it does not begin with its approval. */
async function firstOf({ when }: CampaignDraft, now: Instant): Promise<Instant | undefined> {
  if (!when) return undefined;
  if ("at" in when) return when.at;
  // The calendar (45 KB) is read with the first recurring campaign, not at each start of the API.
  const { nextOccurrence, recurrenceFault } = await import("#lib/domain/campaign/calendar.ts");
  const fault = recurrenceFault(when.repeat.rrule);
  if (fault) throw invalid("/when/repeat/rrule", `This calendar cannot be followed: ${fault}.`);
  const next = nextOccurrence(when.repeat, now);
  if (!next) throw invalid("/when/repeat/rrule", "This calendar has no date to come.");
  return next;
}

async function audienceFault({ records }: Needs, { audience }: CampaignDraft): Promise<Fault[]> {
  if ("list" in audience) {
    const list = await records.get("snapshot", listId(audience.list));
    return list ? [] : [{ pointer: "/audience/list", detail: "There is no such list: upload it first." }];
  }
  const segment = await records.get("segment", audience.segment);
  return segment?.data.status === "active"
    ? []
    : [{ pointer: "/audience/segment", detail: "There is no such segment in use: save it first." }];
}

async function sendFault(ports: Needs, { send }: CampaignDraft): Promise<Fault[]> {
  if ("template" in send) {
    const template = await publishedTemplate(ports, send.template);
    if (!template) return [{ pointer: "/send/template", detail: "No published template has this id." }];
    return (template.content.variables ?? [])
      .filter((name) => send.variables?.[name] === undefined)
      .map((name) => ({
        pointer: `/send/variables/${name}`,
        detail: "The template needs this variable.",
      }));
  }
  const journey = (await publishedJourneys(ports)).find(({ id }) => id === send.journey);
  if (!journey) return [{ pointer: "/send/journey", detail: "No published journey has this id." }];
  return journey.definition.subject === "patient"
    ? []
    : [{ pointer: "/send/journey", detail: "A campaign begins journeys that are about a patient." }];
}

/** The snapshot that keeps a list which was uploaded. */
export const listId = (list: string): string => `list-${list}`;
