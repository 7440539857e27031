import { describe, expect, it } from "vitest";
import type { Enrollment } from "#lib/domain/enrollment.ts";
import { adopt, tell } from "#lib/domain/simulation/turn.ts";
import { anEnrollment, hours, later } from "#test/support/builders.ts";
import { draft, stillLife } from "#test/support/lives.ts";
import { simulatedMonday } from "#test/support/simulation.ts";

const definition = draft({
  hold: { do: "wait", for: "P5D", next: "over" },
  over: { do: "end", outcome: "over" },
});
const wakeAt = later(simulatedMonday, hours(1));
const waiting = (more: Partial<Enrollment> = {}) =>
  anEnrollment({
    ...{ step: "hold", visits: { hold: 1 }, enteredAt: later(simulatedMonday, -hours(119)), wakeAt },
    ...{ startedAt: simulatedMonday, open: { outreachIds: [] } },
    ...more,
  });
const adopted = (enrollment: Enrollment, before?: Enrollment) => {
  const { enrollment: _, ...rest } = stillLife().life;
  const life = { ...rest, definition, ...(before && { enrollment: before }) };
  life.together = [life];
  adopt(life, { enrollment, effects: [] });
  return life;
};

describe("what a turn came to", () => {
  it("is kept, with each entry into a step in order", () => {
    const before = waiting({ visits: { hold: 1 } });
    const life = adopted(waiting({ visits: { hold: 3, ask: 1 } }), before);
    expect(life.entered).toEqual(["hold", "hold", "ask"]);
    expect(life.lines.map(({ what, note }) => [what, note])).toEqual([
      ["step", "hold"],
      ["step", "hold"],
      ["step", "ask"],
    ]);
    expect(life.enrollment?.visits).toEqual({ hold: 3, ask: 1 });
  });

  it("is awaited until its deadline", () => {
    const life = adopted(waiting());
    expect([life.agenda.map(({ at }) => at), life.faults]).toEqual([[wakeAt], []]);
  });

  it.each([
    ["none", undefined],
    ["one of now", simulatedMonday],
    ["one that has passed", later(simulatedMonday, -1)],
  ])("is a fault where it waits without a deadline to come: %s", (_, deadline) => {
    const life = adopted(waiting({ wakeAt: deadline as string }));
    expect(life.faults).toEqual(["at step hold it waits without a deadline"]);
    expect(life.agenda).toEqual([]);
  });

  it("is the end where it ended", () => {
    const life = adopted(waiting({ status: "ended", outcome: "over", reason: "end", visits: {} }));
    expect(life.lines).toEqual([{ at: simulatedMonday, what: "ended", note: "over (end)" }]);
    expect([life.agenda, life.faults]).toEqual([[], []]);
  });

  it.each<[string, Partial<Enrollment>, number]>([
    ["as it was", {}, 1],
    ["ended meanwhile", { status: "ended" }, 0],
    ["with another deadline meanwhile", { wakeAt: later(wakeAt, hours(1)) }, 0],
  ])("is gone on with at the deadline only where the enrollment is %s", (_, meanwhile, turns) => {
    const life = adopted(waiting({ visits: {} }));
    const kept = { ...(life.enrollment as Enrollment), ...meanwhile };
    life.enrollment = kept;
    const [next] = life.agenda.splice(0);
    life.now = next?.at ?? "";
    next?.run();
    expect(life.enrollment === kept ? 0 : 1).toBe(turns);
  });
});

describe("news", () => {
  it("are numbered, and seen by the enrollment that they come to", () => {
    const life = adopted(waiting());
    tell(life, { type: "patient.updated", ref: life.patient.id });
    tell(life, { type: "patient.updated", ref: life.patient.id });
    expect([life.seq, life.enrollment?.seenSeq]).toEqual([2, 2]);
  });

  it.each([undefined, waiting({ status: "ended" })])(
    "are not for who is in no journey any more",
    (enrollment) => {
      const { enrollment: _, ...rest } = stillLife().life;
      const life = { ...rest, ...(enrollment && { enrollment }) };
      tell(life, { type: "patient.updated", ref: life.patient.id });
      expect([life.seq, life.enrollment]).toEqual([rest.seq, enrollment]);
    },
  );
});
