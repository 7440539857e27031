import type { Subject } from "#lib/domain/enrollment.ts";
import { Refusal } from "#lib/domain/errors.ts";
import type { EventType } from "#lib/domain/event.ts";
import { emptyInbox } from "#lib/domain/inbox.ts";
import { begin, enrollmentIdOf } from "#lib/domain/journey/advance.ts";
import { winnersOver } from "#lib/domain/journey/beside.ts";
import type { JourneyVersion } from "#lib/domain/journey/definition.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import { addDuration } from "#lib/domain/time/duration.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { publishedJourneys, startedJourneys } from "../config.ts";
import { retried } from "../retry.ts";
import { runningOf } from "./running.ts";
import { loadFacts } from "./subject.ts";
import { enrollmentOf, turnChanges } from "./turn-changes.ts";

type Needs = Pick<Ports, "records" | "clock" | "log">;

export type EnrollmentRequest = {
  journeyId: string;
  subject: Subject;
  patientId: string;
  /** The campaign that asks for it. */
  campaign?: string;
};

/**
 * Starts the published version and takes its first turn, in one transaction. The machine is started by what is written
 * (react.ts). One run per journey and subject: a second start finds the first, but for a journey that may be run
 * through again. Throws `wrong_state` while another journey runs for the patient that says it comes first.
 */
export async function startEnrollment(
  ports: Needs,
  request: EnrollmentRequest,
  by: { actor: Actor; cause?: string },
): Promise<{ record: Stored<"enrollment">; created: boolean }> {
  const journey = await journeyFor(ports, request);
  return retried(async () => {
    const { known, run } = await lastRun(ports, journey.definition, request);
    if (known) return { record: known, created: false };
    const first = await runningOf(
      ports,
      request.patientId,
      winnersOver(journey.id, await startedJourneys(ports)),
    );
    if (first) throw new Refusal("wrong_state", `Journey ${first} runs for this patient and comes first.`);
    return { record: await firstTurn(ports, journey, { ...request, run }, by), created: true };
  });
}

/** The run that is there and stays the only one for now, or the number of the next. */
async function lastRun(
  { records, clock }: Needs,
  definition: JourneyVersion["definition"],
  { patientId, subject }: EnrollmentRequest,
): Promise<{ known?: Stored<"enrollment">; run: number }> {
  for (let run = 1; ; run++) {
    const id = enrollmentIdOf(definition, patientId, subject, run);
    const known = await records.get("enrollment", id, { consistent: true });
    if (!known) return { run };
    const { endedAt } = known.data;
    const { again } = definition;
    if (!again || !endedAt) return { known, run };
    const next = enrollmentIdOf(definition, patientId, subject, run + 1);
    const began = await records.get("enrollment", next, { consistent: true });
    if (!began && addDuration(endedAt, again.after, "UTC") > clock.now()) return { known, run };
  }
}

async function firstTurn(
  ports: Needs,
  journey: JourneyVersion,
  { patientId, subject, campaign, run }: EnrollmentRequest & { run: number },
  by: { actor: Actor; cause?: string },
): Promise<Stored<"enrollment">> {
  const { definition } = journey;
  const facts = await loadFacts(ports, { patientId, subject }, { definition, told: [] });
  if (!facts)
    throw new Refusal("unknown_reference", "There is no such patient.", [
      { pointer: "/patientId", detail: "Give the id of a patient." },
    ]);
  const now = ports.clock.now();
  const turn = begin(definition, journey.version, { patientId, subject, facts, now, run });
  const { enrollment } = turn;
  const data = { ...enrollmentOf(turn), ...(campaign && { campaign }) };
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
