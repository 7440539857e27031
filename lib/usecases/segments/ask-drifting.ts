import { type Ports, VersionConflict } from "#lib/ports.ts";
import { loadSegments } from "../config.ts";
import { evaluationOf } from "./save-segment.ts";

/**
 * Once a day, by UTC: has every patient asked again of the segments that the calendar alone may change, such as those
 * that ask for an age or for days since a visit. Asked again on the same day, it finds the operation there.
 */
export async function askDrifting(ports: Pick<Ports, "records" | "clock">): Promise<{ drifting: number }> {
  const now = ports.clock.now();
  const due = (await loadSegments(ports)).filter(
    ({ status, drifts, savedAt }) => status === "active" && drifts && savedAt.slice(0, 10) < now.slice(0, 10),
  );
  let drifting = 0;
  for (const segment of due) {
    const change = evaluationOf(segment, now, { actor: { type: "system", id: "drift" } });
    if (await ports.records.get("operation", change.id)) continue;
    try {
      await ports.records.save([change]);
      drifting += 1;
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
    }
  }
  return { drifting };
}
