import { describe, expect, it } from "vitest";
import { expectReply } from "#lib/domain/simulation/reply.ts";
import { Replies, SimulationSettings } from "#lib/domain/simulation/settings.ts";
import type { PatientTask } from "#lib/domain/task.ts";
import { anAppointment, appointmentId, aTask, hours, later } from "#test/support/builders.ts";
import { stillLife } from "#test/support/lives.ts";
import { simulatedMonday } from "#test/support/simulation.ts";

const task = aTask({ appointmentId, answers: ["confirmed", "declined", "reschedule", "done"] });
const { id } = task;

/** What becomes of one question, asked now. */
function asked(replies: object, settings: object = {}, more: Partial<PatientTask> = {}) {
  const still = stillLife(
    { appointment: anAppointment(), tasks: new Map([[id, { ...task, ...more }]]) },
    { replies: Replies.parse({ stop: 0, withinHours: [2, 2], answers: {}, ...replies }), ...settings },
  );
  expectReply(still.life, id, "sms", still.tell);
  const answer = () => {
    still.pass();
    return still;
  };
  return { ...still, answer };
}

describe("what a simulated patient says to a question", () => {
  it.each([
    ["confirmed", "done", "confirmed"],
    ["declined", "declined", "declined"],
    ["reschedule", "done", "reschedule"],
    ["done", "done", "none"],
  ])("%s leaves the task %s, and the visit's word is %s", (said, status, confirmation) => {
    const { life, told } = asked({ answers: { [said]: 1 } }).answer();
    expect(life.tasks.get(id)).toEqual({ ...task, status, answer: said });
    expect(life.appointment?.confirmation).toBe(confirmation);
    expect(life.replies).toEqual([said]);
    expect(life.lines).toEqual([{ at: later(simulatedMonday, hours(2)), what: "answered", note: said }]);
    expect(told).toEqual([
      expect.objectContaining({ type: "task.answered", ref: id, value: said, at: life.now }),
    ]);
    expect(told[0]?.inReplyTo).toContain(id);
  });

  it("is of no visit where the question was of none", () => {
    const { life } = asked({ answers: { confirmed: 1 } }, {}, { appointmentId: undefined }).answer();
    expect([life.replies, life.appointment?.confirmation]).toEqual([["confirmed"], "none"]);
  });

  it("is silence where no answer is likely, at once", () => {
    const { life, told } = asked({});
    expect([life.replies, life.agenda, told]).toEqual([["silence"], [], []]);
  });

  it("may be STOP: nothing may be sent to that address any more, and the task stays as it is", () => {
    const { life, told } = asked({ stop: 1 }).answer();
    expect(life.replies).toEqual(["stop"]);
    expect(life.reach.addresses.map(({ stopped }) => stopped)).toEqual(["all"]);
    expect([life.tasks.get(id), told]).toEqual([task, []]);
    expect(life.lines).toEqual([expect.objectContaining({ what: "opted out" })]);
  });

  it("is nothing where the question was taken back before the answer came", () => {
    const { life, told, pass } = asked({ answers: { confirmed: 1 } });
    life.tasks.set(id, { ...task, status: "cancelled" });
    pass();
    expect([life.replies, told, life.tasks.get(id)?.status]).toEqual([[], [], "cancelled"]);
  });

  it("still counts where it comes late", () => {
    expect(asked({ answers: { confirmed: 1 } }, {}, { status: "overdue" }).answer().life.replies).toEqual([
      "confirmed",
    ]);
  });

  it("of a question that is not known is nothing", () => {
    const { life, tell } = stillLife();
    expectReply(life, "ptk_none", "sms", tell);
    expect([life.replies, life.agenda]).toEqual([[], []]);
  });

  it("goes by the script where there is one, and is silence after it and where it says so", () => {
    const { life, tell, pass } = asked(
      { answers: { declined: 1 } },
      { script: { 0: ["confirmed", "reschedule"] } },
    );
    for (let n = 0; n < 2; n++) expectReply(life, id, "sms", tell);
    pass();
    expect(life.replies).toEqual(["silence", "confirmed", "reschedule"]);
  });

  it("that a script puts in and the question does not take is nothing", () => {
    expect(asked({}, { script: { 0: ["maybe"] } }).answer().life.replies).toEqual([]);
  });

  it("is followed by what the world's rules say of that answer", () => {
    const { world } = SimulationSettings.parse({
      world: [
        { on: "answered:confirmed", tell: { event: "appointment.arrived" } },
        { on: "answered:declined", tell: { event: "appointment.cancelled" } },
      ],
    });
    expect(asked({ answers: { confirmed: 1 } }, { world }).answer().life.appointment?.status).toBe("arrived");
  });

  it("comes as often as its share says, and only what the question takes", () => {
    const answers = { confirmed: 0.4, declined: 0.2, maybe: 1 };
    const { life, tell, pass } = stillLife({}, { replies: Replies.parse({ stop: 0.1, answers }) });
    const count = 600;
    for (let n = 0; n < count; n++) {
      const one = { ...task, id: `ptk_${n}`, answers: ["confirmed", "declined", "reschedule"] };
      life.tasks.set(one.id, one);
      expectReply(life, one.id, "sms", tell);
    }
    pass();
    const share = (said: string) => life.replies.filter((one) => one === said).length / count;
    expect(life.replies).toHaveLength(count);
    for (const [said, expected] of [
      ["stop", 0.1],
      ["confirmed", 0.4],
      ["declined", 0.2],
      ["silence", 0.3],
    ] as const)
      expect(Math.abs(share(said) - expected)).toBeLessThan(0.05);
  });
});
