import { enrollmentIdOf } from "#lib/domain/journey/advance.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Ports } from "#lib/ports.ts";
import { publishedJourneys } from "../config.ts";
import { tellEnrollment } from "./tell.ts";

/** Tells every journey that runs for a visit what became of it. A visit without a running journey costs one read. */
export async function tellSubject(
  ports: Pick<Ports, "records" | "clock">,
  { id, version, data, event }: Stored<"appointment">,
): Promise<void> {
  if (event.type === "appointment.booked") return;
  const subject = { type: "appointment" as const, id };
  for (const { definition } of await publishedJourneys(ports)) {
    if (definition.subject !== "appointment") continue;
    const enrollment = enrollmentIdOf(definition, data.patientId, subject);
    await tellEnrollment(ports, enrollment, { type: event.type, ref: id, key: `${id}@${version}` });
  }
}
