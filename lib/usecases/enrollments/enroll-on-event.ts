import { Refusal } from "#lib/domain/errors.ts";
import { holds } from "#lib/domain/journey/condition.ts";
import { isEvent } from "#lib/domain/journey/events.ts";
import { type Happening, patientIdOf, saidOf, subjectFor } from "#lib/domain/journey/happening.ts";
import type { Ports } from "#lib/ports.ts";
import { publishedJourneys } from "../config.ts";
import { type EnrollmentRequest, startEnrollment } from "./start-enrollment.ts";
import { loadFacts } from "./subject.ts";

type Needs = Pick<Ports, "records" | "clock" | "log">;

/** Begins every published journey that waits for what just happened. Where none does, nothing is read. */
export async function enrollOnEvent(ports: Needs, record: Happening): Promise<void> {
  const { id, event } = record;
  const patientId = patientIdOf(record);
  for (const { id: journeyId, definition } of await publishedJourneys(ports)) {
    if (!isEvent(definition.enrollWhen.event, event.type)) continue;
    const subject = subjectFor(definition, record);
    if (!subject) continue;
    const facts = await loadFacts(ports, { patientId, subject }, { definition, told: [{ ref: id }] });
    const { where } = definition.enrollWhen;
    if (!facts || (where && !holds(where, facts, event.at, { type: event.type, ref: id, ...saidOf(record) })))
      continue;
    await beginUnlessSecond(ports, { journeyId, subject, patientId }, id);
  }
}

/** Another journey comes first for this patient: that it does not begin is an outcome, and no error. */
async function beginUnlessSecond(ports: Needs, request: EnrollmentRequest, cause: string): Promise<void> {
  try {
    await startEnrollment(ports, request, { actor: { type: "system", id: "react" }, cause });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "wrong_state") throw error;
    ports.log.info("enroll.second", { journeyId: request.journeyId, cause });
  }
}
