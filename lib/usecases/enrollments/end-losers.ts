import { losers } from "#lib/domain/journey/beside.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Ports } from "#lib/ports.ts";
import { loadJourney } from "../config.ts";
import { endEnrollment } from "./control-enrollment.ts";
import { runsOf } from "./running.ts";

/** A journey that wins over others ends the patient's runs of them when it begins. */
export async function endLosers(
  ports: Pick<Ports, "records" | "clock" | "log">,
  { id, data }: Stored<"enrollment">,
): Promise<void> {
  const journey = await loadJourney(ports, data.journey.id, data.journey.version);
  const lost = journey ? losers(journey.definition) : [];
  if (lost.length === 0) return;
  for (const run of await runsOf(ports, data.patientId))
    if (lost.includes(run.data.journey.id))
      await endEnrollment(ports, run.id, {
        actor: { type: "system", id: "journey" },
        cause: id,
        reason: "superseded",
      });
}
