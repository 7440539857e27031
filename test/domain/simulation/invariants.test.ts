import { describe, expect, it } from "vitest";
import { brokenIn } from "#lib/domain/simulation/invariants.ts";
import type { Life, Sent } from "#lib/domain/simulation/life.ts";
import { anEnrollment, anOutreach, days, later } from "#test/support/builders.ts";
import { stillLife } from "#test/support/lives.ts";
import { simulatedMonday, simulationPolicy } from "#test/support/simulation.ts";

const sent = (n: number, more: Partial<Sent> = {}): Sent => ({
  ...{ at: simulatedMonday, outreachId: `out_${n}`, step: "say", channel: "sms", addressId: "sms" },
  ...{ language: "en", body: "Hello", segments: 1, metered: true },
  ...more,
});
const night = "2026-06-01T07:00:00.000Z";
const policy = { ...simulationPolicy, budget: { perDay: 1, perWeek: 2 } };
const onDays = (...ns: number[]) => ns.map((n) => sent(n, { at: later(simulatedMonday, days(n)) }));
const broken = (more: Partial<Life>) => {
  const { enrollment: _, ...rest } = stillLife().life;
  return brokenIn({ ...rest, outreaches: new Map(), policy, ...more });
};
const ended = (reason: string) => anEnrollment({ status: "ended", outcome: "over", reason });

describe("what left in a simulation", () => {
  it.each<[string, Sent[], string[]]>([
    ["nothing", [], []],
    ["one a day", onDays(0, 1), []],
    ["one message twice", [sent(1), sent(1, { metered: false })], ["one message was sent twice"]],
    ["one at night", [sent(1, { at: night })], ["step say spoke outside the allowed hours"]],
    ["an answer at night", [sent(1, { at: night, metered: false })], []],
    ["two a day", [sent(1), sent(2)], ["more messages a day than the budget allows"]],
    ["two a day, of them one an answer", [sent(1), sent(2, { metered: false })], []],
    ["three a week", onDays(0, 1, 2), ["more messages a week than the budget allows"]],
    ["three in two weeks", onDays(0, 1, 7), []],
  ])("is asked anew: %s", (_, all, found) => expect(broken({ sent: all })).toEqual(found));

  it("may be at night what is for the patient's safety", () => {
    const { definition } = stillLife().life;
    const safety = { ...definition, purpose: "safety" as const };
    expect(broken({ definition: safety, sent: [sent(1, { at: night })] })).toEqual([]);
  });
});

describe("where a simulated enrollment stands", () => {
  it.each<[string, Life["enrollment"], string[]]>([
    ["waiting for a deadline", anEnrollment(), []],
    [
      "waiting for ever",
      anEnrollment({ wakeAt: undefined as never }),
      ["at step ask it waits without a deadline"],
    ],
    ["ended as its author wrote", ended("end"), []],
    ["in a circle", ended("loop"), ["it ended by loop"]],
    ["at a step that is not there", ended("unknown_step"), ["it ended by unknown_step"]],
    ["at a trial without an arm", ended("no_arm"), ["it ended by no_arm"]],
    ["ended for nothing", ended(""), ["it ended without a reason"]],
  ])("is asked too: %s", (_, enrollment, found) =>
    expect(broken(enrollment ? { enrollment } : {})).toEqual(found),
  );

  it("has nothing to send after the end", () => {
    const outreaches = new Map([
      ["out_1", anOutreach({ step: "say", status: "sent" })],
      ["out_2", anOutreach({ step: "ask", status: "held" })],
    ]);
    expect(broken({ outreaches, enrollment: ended("end") })).toEqual([
      "after the end, ask is still to be sent",
    ]);
    expect(broken({ outreaches, enrollment: anEnrollment() })).toEqual([]);
    expect(broken({ outreaches })).toEqual([]);
  });

  it("comes after what the simulator itself found", () =>
    expect(broken({ faults: ["it goes on without end"], sent: [sent(1), sent(1)] })).toEqual([
      "it goes on without end",
      ...["one message was sent twice", "more messages a day than the budget allows"],
    ]));
});
