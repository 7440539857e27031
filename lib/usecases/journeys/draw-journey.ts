import { Refusal } from "#lib/domain/errors.ts";
import type { JourneyDraft } from "#lib/domain/journey/definition.ts";
import { journeyPicture } from "#lib/domain/journey/picture.ts";
import { journeySvg, type LiveCounts } from "#lib/domain/journey/svg.ts";
import { type AuthoringPorts, findHead, versionId } from "../authoring/content.ts";
import { journeys } from "../authoring/journeys.ts";
import { find } from "../read/find.ts";

export type PictureRequest = {
  format: "mermaid" | "svg";
  /** Of which version; the draft without it, else the published one. */
  version?: number | undefined;
  counts: boolean;
};
export type Picture = { media: string; text: string };

/** Any version as a picture. Throws `not_found`, `wrong_state` (neither a draft nor a published version). */
export async function drawJourney(
  ports: AuthoringPorts,
  id: string,
  { format, version, counts }: PictureRequest,
): Promise<Picture> {
  const definition = await definitionOf(ports, id, version);
  if (format === "mermaid") return { media: "text/vnd.mermaid", text: journeyPicture(definition) };
  const live = counts ? await liveCounts(ports, id, version) : undefined;
  return { media: "image/svg+xml", text: journeySvg(definition, live) };
}

async function definitionOf(
  ports: AuthoringPorts,
  id: string,
  version: number | undefined,
): Promise<JourneyDraft> {
  const { data } = await findHead(ports, journeys, id);
  if (version === undefined && data.draft) return data.draft;
  const wanted = version ?? data.published;
  if (wanted === undefined) throw new Refusal("wrong_state", "It has no draft and is not published.");
  return (await find(ports.records, "journey", versionId(id, wanted))).data.definition;
}

/** A caller waits for it: of a larger journey the first runs are counted, and the picture says so. */
const mostCounted = 2000;

/** How many runs that have not ended stand at each step, of one version or of all. */
export async function liveCounts(
  { records }: AuthoringPorts,
  journeyId: string,
  version: number | undefined,
): Promise<LiveCounts> {
  const steps: Record<string, number> = {};
  let cursor: string | undefined;
  let seen = 0;
  do {
    const page = await records.list(
      { kind: "enrollment", of: "journey", journeyId },
      { limit: 100, ...(cursor && { cursor }) },
    );
    for (const { data } of page.items)
      if (data.step && (version === undefined || data.journey.version === version))
        steps[data.step] = (steps[data.step] ?? 0) + 1;
    seen += page.items.length;
    cursor = page.cursor;
  } while (cursor && seen < mostCounted);
  return { steps, complete: cursor === undefined };
}
