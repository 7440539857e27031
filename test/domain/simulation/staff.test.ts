import { describe, expect, it } from "vitest";
import { SimulationSettings } from "#lib/domain/simulation/settings.ts";
import { work } from "#lib/domain/simulation/staff.ts";
import { anAppointment, aStaffTask, hours, later } from "#test/support/builders.ts";
import { stillLife } from "#test/support/lives.ts";
import { simulatedMonday } from "#test/support/simulation.ts";

const task = aStaffTask({ outcomes: ["reached", "unreachable", "wrong-number"] });

function worked(staff: object, more: object = {}, outcomes = task.outcomes) {
  const settings = SimulationSettings.parse({ staff: { withinHours: [3, 3], ...staff }, ...more });
  const still = stillLife({ appointment: anAppointment() }, settings);
  work(still.life, { ...task, outcomes }, still.tell);
  return still;
}

describe("a simulated care team", () => {
  it("takes a task up some hours later, with an outcome that its journey hears of", () => {
    const { life, told, pass } = worked({ undone: 0, firstOutcome: 1, minutesPerTask: 6 });
    expect(life.staffTasks.get(task.id)).toEqual(task);
    pass();
    const at = later(simulatedMonday, hours(3));
    expect(life.staffTasks.get(task.id)).toEqual({ ...task, status: "done", outcome: "reached" });
    expect(told).toEqual([{ type: "staff-task.completed", ref: task.id, value: "reached", at }]);
    expect(life.minutes).toBe(6);
    expect(life.lines).toEqual([
      { at: simulatedMonday, what: "staff task", note: "front-desk: Call" },
      { at, what: "staff did", note: "reached" },
    ]);
  });

  it("leaves some undone", () => {
    const { life, told, pass } = worked({ undone: 1 });
    pass();
    expect([life.staffTasks.get(task.id)?.status, told, life.minutes]).toEqual(["open", [], 0]);
  });

  it("has nothing to do where the task closed by itself", () => {
    const { life, told, pass } = worked({ undone: 0 });
    life.staffTasks.set(task.id, { ...task, status: "closed" });
    pass();
    expect([life.staffTasks.get(task.id)?.status, told, life.minutes]).toEqual(["closed", [], 0]);
  });

  it.each([
    [["reached"], "reached"],
    [["reached", "unreachable"], "unreachable"],
  ])("of %j comes to %s where the first is never the outcome", (outcomes, outcome) => {
    const { life, pass } = worked({ undone: 0, firstOutcome: 0 }, {}, outcomes);
    pass();
    expect(life.staffTasks.get(task.id)?.outcome).toBe(outcome);
  });

  it("is followed by what the world's rules say of that outcome", () => {
    const world = [{ on: "outcome:reached", tell: { event: "appointment.cancelled" } }];
    const { life, pass } = worked({ undone: 0, firstOutcome: 1 }, { world });
    pass();
    expect(life.appointment?.status).toBe("cancelled");
  });

  it("comes to the first outcome as often as its share says, and the others share the rest", () => {
    const { life, tell, pass } = stillLife(
      {},
      SimulationSettings.parse({ staff: { undone: 0.2, firstOutcome: 0.4 } }),
    );
    const count = 600;
    for (let n = 0; n < count; n++) work(life, { ...task, id: `stk_${n}` }, tell);
    pass();
    const done = [...life.staffTasks.values()];
    const share = (outcome: string | undefined) =>
      done.filter((one) => one.outcome === outcome).length / count;
    for (const [outcome, expected] of [
      [undefined, 0.2],
      ["reached", 0.4],
      ["unreachable", 0.2],
      ["wrong-number", 0.2],
    ] as const)
      expect(Math.abs(share(outcome) - expected)).toBeLessThan(0.05);
  });
});
