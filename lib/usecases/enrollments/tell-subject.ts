import { enrollmentIdOf } from "#lib/domain/journey/advance.ts";
import { namesEvent } from "#lib/domain/journey/hears.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Ports } from "#lib/ports.ts";
import { runnableVersions } from "../config.ts";
import { tellEnrollment } from "./tell.ts";

/**
 * Tells every journey that runs for a visit what became of it, but for the one that asked: each piece of news costs a
 * turn, and the answer to its task tells it the same. A visit without a running journey costs one read.
 */
export async function tellSubject(
  ports: Pick<Ports, "records" | "clock">,
  { id, version, data, event }: Stored<"appointment">,
  said: { inReplyTo?: string },
): Promise<void> {
  if (event.type === "appointment.booked") return;
  const subject = { type: "appointment" as const, id };
  const versions = (await runnableVersions(ports)).filter(
    ({ definition }) => definition.subject === "appointment",
  );
  const runs = versions.flatMap(({ definition }) => {
    const run = enrollmentIdOf(definition, data.patientId, subject);
    return run === event.heardBy && !namesEvent(definition, event.type) ? [] : [run];
  });
  for (const enrollment of new Set(runs))
    await tellEnrollment(ports, enrollment, {
      type: event.type,
      ref: id,
      ...said,
      key: `${id}@${version}`,
    });
}
