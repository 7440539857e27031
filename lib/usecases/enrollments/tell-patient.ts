import { type Happening, patientIdOf, saidOf } from "#lib/domain/journey/happening.ts";
import { hears } from "#lib/domain/journey/hears.ts";
import type { Ports } from "#lib/ports.ts";
import { loadJourney, runnableVersions } from "../config.ts";
import { runsOf } from "./running.ts";
import { tellEnrollment } from "./tell.ts";

/**
 * Tells every run of the patient that listens, but for those about this very visit, which `tellSubject` tells. Where no
 * version of a journey listens to such an event, nothing is read.
 */
export async function tellPatient(
  ports: Pick<Ports, "records" | "clock">,
  record: Happening,
  said: { inReplyTo?: string },
): Promise<void> {
  const { id, version, event, kind } = record;
  const versions = await runnableVersions(ports);
  if (!versions.some(({ definition }) => hears(definition, event.type))) return;
  for (const { id: enrollmentId, data } of await runsOf(ports, patientIdOf(record))) {
    if (kind === "appointment" && data.subject.id === id) continue;
    const journey = await loadJourney(ports, data.journey.id, data.journey.version);
    if (!journey || !hears(journey.definition, event.type)) continue;
    await tellEnrollment(ports, enrollmentId, {
      type: event.type,
      ref: id,
      ...saidOf(record),
      ...said,
      key: `${id}@${version}`,
    });
  }
}
