import { type Faults, slackMs } from "./allowance.ts";
import type { Evidence } from "./evidence.ts";

/** 14. Nothing leaves on a retired text; whoever is under way stands at a step that their version has; migrations end. */
export function byWhatIsPublished({ left, mirror }: Evidence): Faults {
  const retiredMs = new Map<string, number>();
  for (const { id, data, event } of mirror.all("template"))
    if (data.status === "retired") retiredMs.set(id, Date.parse(event.at));
  const texts = left.flatMap(({ envelope, atMs, claim }) => {
    const { template } = claim?.outreach.data ?? {};
    const since = template && retiredMs.get(`${template.id}@${template.version}`);
    return since && atMs > since + slackMs
      ? [`${envelope.outreachId} left on the retired ${template.id}@${template.version}`]
      : [];
  });
  return texts;
}

/** 14, at rest. */
export function standsWhereItIs({ mirror }: Evidence): Faults {
  const lost = mirror.all("enrollment").flatMap(({ id, data: { journey, step, status } }) => {
    const version = mirror.get("journey", `${journey.id}@${journey.version}`);
    if (!version) return [`${id} runs on ${journey.id}@${journey.version}, which is not there`];
    const has = status === "ended" || (step !== undefined && step in version.data.definition.steps);
    return has ? [] : [`${id} stands at ${step}, which ${journey.id}@${journey.version} has not`];
  });
  const under = mirror
    .all("migration")
    .filter(({ data }) => data.status !== "done" && data.status !== "undone")
    .map(({ id, data }) => `migration ${id} is still ${data.status}`);
  return [...lost, ...under];
}
