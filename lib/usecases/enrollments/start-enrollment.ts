import type { Subject } from "#lib/domain/enrollment.ts";
import { Refusal } from "#lib/domain/errors.ts";
import type { EventType } from "#lib/domain/event.ts";
import { emptyInbox } from "#lib/domain/inbox.ts";
import { begin, enrollmentIdOf } from "#lib/domain/journey/advance.ts";
import type { JourneyVersion } from "#lib/domain/journey/definition.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { publishedJourneys } from "../config.ts";
import { retried } from "../retry.ts";
import { loadFacts } from "./subject.ts";
import { enrollsOf, turnChanges } from "./turn-changes.ts";

type Needs = Pick<Ports, "records" | "clock" | "log">;

export type EnrollmentRequest = { journeyId: string; subject: Subject; patientId: string };

/**
 * Starts the published version and takes its first turn, in one transaction. The machine is started by what is written
 * (react.ts). One run per journey and subject: a second start finds the first.
 */
export async function startEnrollment(
  ports: Needs,
  request: EnrollmentRequest,
  by: { actor: Actor; cause?: string },
): Promise<{ record: Stored<"enrollment">; created: boolean }> {
  const journey = await journeyFor(ports, request);
  const id = enrollmentIdOf(journey.definition, request.patientId, request.subject);
  return retried(async () => {
    const known = await ports.records.get("enrollment", id, { consistent: true });
    if (known) return { record: known, created: false };
    return { record: await firstTurn(ports, journey, request, by), created: true };
  });
}

async function firstTurn(
  ports: Needs,
  journey: JourneyVersion,
  { patientId, subject }: EnrollmentRequest,
  by: { actor: Actor; cause?: string },
): Promise<Stored<"enrollment">> {
  const facts = await loadFacts(ports, { patientId, subject });
  if (!facts)
    throw new Refusal("unknown_reference", "There is no such patient.", [
      { pointer: "/patientId", detail: "Give the id of a patient." },
    ]);
  const now = ports.clock.now();
  const turn = begin(journey.definition, journey.version, { patientId, subject, facts, now });
  const { enrollment } = turn;
  const data = { ...enrollment, ...enrollsOf(turn) };
  const type: EventType = enrollment.status === "ended" ? "enrollment.ended" : "enrollment.started";
  const event = { type, at: now, ...by, ...(enrollment.reason && { reason: enrollment.reason }) };
  const { id } = enrollment;
  await ports.records.save([
    { kind: "enrollment", id, expect: 0, data, event },
    { kind: "inbox", id, expect: 0, data: emptyInbox(id), event: { ...event, type: "inbox.opened" } },
    ...(await turnChanges(ports, turn, facts)),
  ]);
  return { kind: "enrollment", id, version: 1, data, event };
}

async function journeyFor(ports: Needs, { journeyId, subject }: EnrollmentRequest): Promise<JourneyVersion> {
  const journey = (await publishedJourneys(ports)).find((j) => j.id === journeyId);
  if (!journey)
    throw new Refusal("unknown_reference", "No published journey has this id.", [
      { pointer: "/journeyId", detail: "Publish a journey with this id first." },
    ]);
  if (journey.definition.subject !== subject.type)
    throw new Refusal("validation_failed", "The journey is about something else.", [
      { pointer: "/subject/type", detail: `This journey's subject is ${journey.definition.subject}.` },
    ]);
  return journey;
}
