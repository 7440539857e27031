import type { Enrollment } from "#lib/domain/enrollment.ts";
import { Refusal } from "#lib/domain/errors.ts";
import type { ChangeEvent, EventType } from "#lib/domain/event.ts";
import { withNews } from "#lib/domain/inbox.ts";
import { endNow, paused, type Running, resumed } from "#lib/domain/journey/control.ts";
import type { Turn } from "#lib/domain/journey/effects.ts";
import type { Change, Stored } from "#lib/domain/kinds.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { loadJourney } from "../config.ts";
import { retried } from "../retry.ts";
import { loadFacts } from "./subject.ts";
import { enrollmentOf, turnChanges } from "./turn-changes.ts";

type Needs = Pick<Ports, "records" | "clock" | "log">;
type By = { actor: Actor; cause?: string };

/** Ends it and closes what it has open, in one transaction. One that has ended answers as it ended. */
export const endEnrollment = (ports: Needs, id: string, by: By & { reason: string }) =>
  controlEnrollment(ports, id, by, "enrollment.ended", (running) => endNow(running, by.reason));

/** Nothing of it leaves until it is resumed: the gate asks at send time. Throws `wrong_state` (ended). */
export const pauseEnrollment = (ports: Needs, id: string, by: By) =>
  controlEnrollment(ports, id, by, "enrollment.paused", ({ before }) => ({
    enrollment: before.status === "paused" ? before : paused(before),
    effects: [],
  }));

/** Goes on with what came meanwhile. Throws `wrong_state` (ended). */
export const resumeEnrollment = (ports: Needs, id: string, by: By) =>
  controlEnrollment(ports, id, by, "enrollment.resumed", resumed);

/** A turn that somebody asks for from outside, with news of it in the inbox so that the waiting execution wakes. */
export function controlEnrollment(
  ports: Needs,
  id: string,
  by: By & { reason?: string },
  type: EventType,
  turnOf: (running: Running) => Turn,
): Promise<Stored<"enrollment">> {
  return retried(async () => {
    const record = await ports.records.get("enrollment", id, { consistent: true });
    if (!record) throw new Refusal("not_found");
    const running = await runningOf(ports, record.data);
    const turn = turnOf(running);
    if (turn.enrollment === record.data) return record;
    const event: ChangeEvent = { type, at: running.now, ...by };
    const data = enrollmentOf(turn);
    await ports.records.save([
      { kind: "enrollment", id, expect: record.version, data, event },
      ...(await wakingNews(ports, id, event, record.version)),
      ...(await turnChanges(ports, turn, running.facts)),
    ]);
    return { ...record, data, event, version: record.version + 1 };
  });
}

async function runningOf(ports: Needs, before: Enrollment): Promise<Running> {
  const { journey } = before;
  const version = await loadJourney(ports, journey.id, journey.version);
  const told = before.pending ?? [];
  const facts = version && (await loadFacts(ports, before, { definition: version.definition, told }));
  if (!version || !facts)
    throw new Error(`journey ${journey.id}@${journey.version} or its patient is missing`);
  return { definition: version.definition, before, facts, now: ports.clock.now() };
}

async function wakingNews(
  { records }: Needs,
  id: string,
  { type, at, actor, cause }: ChangeEvent,
  version: number,
): Promise<Change<"inbox">[]> {
  const inbox = await records.get("inbox", id, { consistent: true });
  if (!inbox) return [];
  const data = withNews(inbox.data, { type, at, key: `${type}@${version}` });
  const event = { type: "inbox.news" as const, at, actor, reason: type, ...(cause && { cause }) };
  return [{ kind: "inbox", id, expect: inbox.version, data, event }];
}
