import { Refusal } from "#lib/domain/errors.ts";
import { fraction } from "#lib/domain/ids.ts";
import type { Session } from "#lib/domain/pages/session.ts";
import { takeFreed, waitForEarlier } from "#lib/usecases/pages/waiting-list.ts";
import { day, type Happening, hour, type StoryEvent } from "../events.ts";
import type { Concern, Hands } from "./concern.ts";

export type WaitingEvent = { do: "waiting"; person: string; visit: string; joins: boolean };

type Visit = Omit<Extract<StoryEvent, { do: "visit" }>["input"], "sourceUpdatedAt">;

const minute = 60_000;

/** Some wait for an earlier time; what others give up is offered to them, and whoever is first has it. */
export const waitingList: Concern = {
  share: 14,

  /** The first gives a time up; the others have a later one of its kind. */
  happenings(all, context) {
    const { random, startMs } = context;
    const visitOf = (i: number, days: number): Visit => ({
      reference: `waits-${i}`,
      status: "booked",
      start: new Date(startMs + days * day + random.below(8) * hour).toISOString(),
      timeZone: "America/Chicago",
      visitType: "Colonoscopy follow-up",
      locationName: "Hillside House",
    });
    return all.flatMap(({ reference: person }, i) => {
      const visit = visitOf(i, i === 0 ? 4 : 7);
      const tell = (atMs: number, change: Partial<Visit>): Happening => ({
        do: "visit",
        person,
        atMs,
        input: { ...visit, ...change, sourceUpdatedAt: new Date(startMs + atMs).toISOString() },
      });
      const booked = tell(hour + random.below(hour), {});
      const says = (joins: boolean, atMs: number): Happening => ({
        do: "waiting",
        person,
        visit: visit.reference,
        joins,
        atMs,
      });
      if (i === 0) return [booked, tell(day + random.below(day), { status: "cancelled" })];
      const leaves = random.chance(0.2) ? [says(false, day + random.below(day))] : [];
      return [booked, says(true, 3 * hour + random.below(14 * hour)), ...leaves];
    });
  },

  work(event, { world: { mirror }, ...hands }) {
    if (event.do !== "waiting") return undefined;
    const appointment = mirror.all("appointment").find((a) => a.data.reference === event.visit);
    if (!appointment) return undefined;
    const session = sessionFor(hands.patientId(event.person), { page: "visit" }, appointment.id);
    return (core) => waitForEarlier(core, session, event.joins);
  },

  /** Some take what they are told of, within hours. */
  left(envelope, hands) {
    const { mirror, clock } = hands.world;
    const outreach = mirror.get("outreach", envelope.outreachId)?.data;
    if (outreach?.opening?.page !== "time" || fraction("takes", envelope.outreachId) > 0.6) return;
    const session = sessionFor(outreach.patientId, outreach.opening, outreach.about?.appointmentId);
    clock.in(minute + fraction("when", envelope.outreachId) * 90 * minute, () => takes(session, hands));
  },
};

/** The page says "gone" where the visit itself is over meanwhile. */
const takes = (session: Session, { ask, world: { witness } }: Hands): Promise<void> =>
  ask(async (core) => {
    const came = await takeFreed(core, session).catch((error: unknown) => {
      if (error instanceof Refusal && error.code === "wrong_state") return "taken" as const;
      throw error;
    });
    if (came === "taken")
      witness.evidence.taken.push({ time: session.opening.ref ?? "", by: session.patientId });
  });

const sessionFor = (patientId: string, opening: Session["opening"], visit: string | undefined): Session => ({
  id: "sim",
  patientId,
  linkId: "sim",
  opening,
  language: "en",
  startedAt: "",
  seenAt: "",
  removeAt: 0,
  ...(visit && { appointmentId: visit }),
});
