import { describe, expect, it } from "vitest";
import { between, factsOf, hoursOn, later, lot } from "#lib/domain/simulation/life.ts";
import { anAppointment } from "#test/support/builders.ts";
import { stillLife } from "#test/support/lives.ts";
import { simulatedMonday } from "#test/support/simulation.ts";

describe("what is going to happen in a simulated life", () => {
  it("happens by time, and on one instant in the order it was put there", () => {
    const { life, pass } = stillLife();
    const done: string[] = [];
    const put = (what: string, hours: number) =>
      later(life, hoursOn(simulatedMonday, hours), () => void done.push(what));
    put("late", 2);
    put("first", 1);
    put("second", 1);
    put("soon", 0.5);
    pass();
    expect(done).toEqual(["soon", "first", "second", "late"]);
  });

  it("happens now where its time has passed", () => {
    const { life } = stillLife();
    later(life, hoursOn(simulatedMonday, -3), () => {});
    expect(life.agenda.map(({ at }) => at)).toEqual([simulatedMonday]);
  });

  it("comes between two hours, by lot", () => {
    expect([0, 0.5, 1].map((drawn) => between([2, 6], drawn))).toEqual([2, 4, 6]);
    expect(hoursOn(simulatedMonday, 1.5)).toBe("2026-06-01T16:30:00.000Z");
  });

  it("draws one lot for one question of one patient, and another for each else", () => {
    const { life } = stillLife();
    expect(lot(life, "reply", "a")).toBe(lot(life, "reply", "a"));
    const others = [lot(life, "reply", "b"), lot({ ...life, n: 1 }, "reply", "a"), lot(life, "hours", "a")];
    expect(new Set([lot(life, "reply", "a"), ...others]).size).toBe(4);
  });
});

it("a journey may look at what it is about, and at nothing where it is about the patient", () => {
  const about = {
    appointment: anAppointment(),
    fact: { id: "fct_1", patientId: "x", type: "encounter" as const },
  };
  expect(factsOf(stillLife(about).life)).toMatchObject(about);
  const { patient, policy, told } = stillLife().life;
  expect(factsOf(stillLife().life)).toEqual({ patient, policy, told });
});
