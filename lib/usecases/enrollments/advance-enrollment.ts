import type { Enrollment } from "#lib/domain/enrollment.ts";
import type { ChangeEvent } from "#lib/domain/event.ts";
import { advance } from "#lib/domain/journey/advance.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Ports } from "#lib/ports.ts";
import { loadJourney } from "../config.ts";
import { retried } from "../retry.ts";
import { loadFacts } from "./subject.ts";
import { enrollmentOf, turnChanges } from "./turn-changes.ts";

type Needs = Pick<Ports, "records" | "clock" | "log">;

/**
 * One turn: reads the news it has not seen, decides in the domain, and writes the enrollment with all it asks for in
 * one transaction that is conditional on the enrollment's version. Called again after a crash it finds either
 * nothing done or everything.
 */
export function advanceEnrollment(ports: Needs, id: string): Promise<Enrollment> {
  return retried(async () => {
    const [enrollment, inbox] = await Promise.all([
      ports.records.get("enrollment", id, { consistent: true }),
      ports.records.get("inbox", id, { consistent: true }),
    ]);
    if (!enrollment) throw new Error("the enrollment is not there");
    if (enrollment.data.status === "ended") return enrollment.data;
    const now = ports.clock.now();
    const news = inbox?.data.news.filter((n) => n.seq > enrollment.data.seenSeq) ?? [];
    if (news.length === 0 && enrollment.data.wakeAt && enrollment.data.wakeAt > now) return enrollment.data;
    return takeTurn(ports, enrollment, news);
  });
}

async function takeTurn(
  ports: Needs,
  { id, version, data: enrollment }: Stored<"enrollment">,
  news: Parameters<typeof advance>[3],
): Promise<Enrollment> {
  const { journey } = enrollment;
  const definition = await loadJourney(ports, journey.id, journey.version);
  const told = [...news, ...(enrollment.pending ?? [])];
  const facts =
    definition && (await loadFacts(ports, enrollment, { definition: definition.definition, told }));
  if (!definition || !facts)
    throw new Error(`journey ${journey.id}@${journey.version} or its patient is missing`);
  const now = ports.clock.now();
  const turn = advance(definition.definition, enrollment, facts, news, now);
  // A paused one that hears nothing stays as it is: a turn that changes nothing is not written.
  if (turn.enrollment === enrollment) return enrollment;
  const event: ChangeEvent = {
    type: turn.enrollment.status === "ended" ? "enrollment.ended" : "enrollment.advanced",
    at: now,
    actor: { type: "system", id: "journey" },
    ...(turn.enrollment.reason && { reason: turn.enrollment.reason }),
  };
  const data = enrollmentOf(turn);
  const rest = await turnChanges(ports, turn, facts);
  await ports.records.save([{ kind: "enrollment", id, expect: version, data, event }, ...rest]);
  ports.log.info("turn", { enrollmentId: id, step: turn.enrollment.step, status: turn.enrollment.status });
  return turn.enrollment;
}
