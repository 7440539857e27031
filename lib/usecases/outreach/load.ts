import type { Situation } from "#lib/domain/gate/situation.ts";
import { enrollmentOf, patientOf } from "#lib/domain/ids.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import { journeySwitch } from "#lib/domain/switch.ts";
import type { Ports } from "#lib/ports.ts";
import { campaignBar } from "../campaigns/bar.ts";
import { isPaused, loadTemplate } from "../config.ts";
import { policyFor } from "../policy/policy-for.ts";

export type Loaded = {
  outreach: Stored<"outreach">;
  reach: Stored<"reach">;
  situation: Situation;
};

/**
 * One read for all the gate asks. Eventually consistent the first time: every write that follows is conditional on
 * what was read, and what must not slip through (STOP, cancel, a moved visit) is in the reach item itself.
 */
export async function loadOutreach(
  ports: Pick<Ports, "records" | "clock">,
  outreachId: string,
  { consistent, by }: { consistent: boolean; by: string },
): Promise<Loaded | undefined> {
  const enrollmentId = enrollmentOf(outreachId);
  const [outreach, reach, enrollment] = await ports.records.getMany(
    [
      { kind: "outreach", id: outreachId },
      { kind: "reach", id: patientOf(outreachId) },
      ...(enrollmentId ? [{ kind: "enrollment" as const, id: enrollmentId }] : []),
    ],
    { consistent },
  );
  if (!outreach || !reach) return undefined;
  const found = outreach as Stored<"outreach">;
  const { template, journey } = found.data;
  const [everything, ofJourney] = await Promise.all([
    isPaused(ports, "everything"),
    journey ? isPaused(ports, journeySwitch(journey.id)) : false,
  ]);
  const run = (enrollment as Stored<"enrollment"> | undefined)?.data;
  return {
    outreach: found,
    reach: reach as Stored<"reach">,
    situation: {
      outreach: found.data,
      reach: (reach as Stored<"reach">).data,
      enrollment: run,
      campaign: await campaignBar(ports, { outreach: found.data, enrollment: run }, { consistent }),
      policy: await policyFor(ports, found.data.levels, (reach as Stored<"reach">).data),
      template: await loadTemplate(ports, template.id, template.version),
      now: ports.clock.now(),
      paused: { everything, journey: ofJourney },
      by,
    },
  };
}
