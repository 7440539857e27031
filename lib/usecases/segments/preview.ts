import { Refusal } from "#lib/domain/errors.ts";
import { type Ports, patientShards } from "#lib/ports.ts";
import { limited } from "../limited.ts";
import { buildProfile } from "./build-profile.ts";

export type Preview = {
  /** Patients looked at, the same number of every shard; all there are where `complete`. */
  looked: number;
  matched: number;
  complete: boolean;
  /** Ids of some who match. */
  sample: string[];
};

const perShard = 100;
const mostShown = 20;

/**
 * Who would be in a segment, before it is saved: counted over all patients, or over an even sample of them where there
 * are many. Writes nothing. Throws `invalid_definition`.
 */
export async function previewSegment(
  ports: Pick<Ports, "records" | "clock">,
  condition: string,
): Promise<Preview> {
  const { conditionFaults, matcher } = await import("#lib/domain/segment/condition.ts");
  const { careGapRules } = await import("#lib/domain/care-gap/uspstf.ts");
  const faults = conditionFaults(condition);
  if (faults.length > 0) throw new Refusal("invalid_definition", undefined, faults);
  const matches = matcher(condition, careGapRules);
  const now = ports.clock.now();
  const found: Preview = { looked: 0, matched: 0, complete: true, sample: [] };
  for (let shard = 0; shard < patientShards; shard++) {
    const page = await ports.records.list({ kind: "patient", of: "shard", shard }, { limit: perShard });
    found.complete &&= page.cursor === undefined;
    await limited(page.items, 20, async ({ id }) => {
      const profile = await buildProfile(ports, id);
      found.looked += 1;
      if (!profile || !matches(profile, now)) return;
      found.matched += 1;
      if (found.sample.length < mostShown) found.sample.push(id);
    });
  }
  return found;
}
