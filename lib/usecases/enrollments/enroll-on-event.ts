import { holds } from "#lib/domain/journey/condition.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Ports } from "#lib/ports.ts";
import { publishedJourneys } from "../config.ts";
import { startEnrollment } from "./start-enrollment.ts";
import { loadFacts } from "./subject.ts";

/** Begins every published journey that is about visits and waits for what just happened to this one. */
export async function enrollOnEvent(
  ports: Pick<Ports, "records" | "clock" | "log">,
  { id, data, event }: Stored<"appointment">,
): Promise<void> {
  const subject = { type: "appointment" as const, id };
  const journeys = (await publishedJourneys(ports)).filter(
    ({ definition: d }) => d.subject === "appointment" && d.enrollWhen.event === event.type,
  );
  if (journeys.length === 0) return;
  const facts = await loadFacts(ports, { patientId: data.patientId, subject });
  for (const { id: journeyId, definition } of journeys)
    if (facts && (!definition.enrollWhen.where || holds(definition.enrollWhen.where, facts, event.at)))
      await startEnrollment(
        ports,
        { journeyId, subject, patientId: data.patientId },
        { actor: { type: "system", id: "react" }, cause: id },
      );
}
