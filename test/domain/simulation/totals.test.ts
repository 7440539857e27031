import { describe, expect, it } from "vitest";
import { usdOf } from "#lib/domain/outreach/list-prices.ts";
import type { Life, Sent } from "#lib/domain/simulation/life.ts";
import { surprisesIn } from "#lib/domain/simulation/surprises.ts";
import { messagesOf, type SimulationTotals, sumFaults, totalsOf } from "#lib/domain/simulation/totals.ts";
import { anEnrollment, anOutreach, aStaffTask, days, later } from "#test/support/builders.ts";
import { draft, say, stillLife } from "#test/support/lives.ts";
import { simulatedMonday } from "#test/support/simulation.ts";

const steps = draft({ a: say("b"), b: say("over"), over: { do: "end", outcome: "over" } });
const sent = (more: Partial<Sent> = {}): Sent => ({
  ...{ at: simulatedMonday, outreachId: "out_1", step: "a", channel: "sms", addressId: "sms" },
  ...{ language: "en", body: "Hello", segments: 1, metered: true },
  ...more,
});
const outreaches = (...all: Partial<Parameters<typeof anOutreach>[0] & object>[]): Life["outreaches"] =>
  new Map(all.map((more, i) => [`out_${i}`, anOutreach({ ...more, id: `out_${i}` })]));
const life = (more: Partial<Life> = {}): Life => {
  const { enrollment: _, ...rest } = stillLife().life;
  return { ...rest, definition: steps, outreaches: new Map(), ...more };
};
/** Of so many parts of texts, in hundredths of a cent. */
const price = (parts: number): number => Math.round(usdOf("sms", parts) * 10_000) / 10_000;
const active = anEnrollment({ status: "active", step: "b" });
const ended = anEnrollment({ status: "ended", step: "over", outcome: "over" });

const lives = [
  life({
    enrollment: active,
    entered: ["a", "b", "b"],
    sent: [sent({ segments: 2 }), sent({ channel: "email" }), sent({ at: later(simulatedMonday, days(1)) })],
    outreaches: outreaches(
      { status: "sent" },
      { status: "sent" },
      { status: "sent" },
      { status: "suppressed", reason: "no_consent" },
      { status: "cancelled" },
    ),
    holds: ["quiet_hours"],
    replies: ["silence"],
    minutes: 6.04,
    staffTasks: new Map([["stk_1", aStaffTask({ queue: "nurse" })]]),
  }),
  life({
    enrollment: ended,
    entered: ["a", "over"],
    sent: [sent()],
    outreaches: outreaches({ status: "sent" }, { status: "failed", reason: "no_consent" }),
    holds: ["quiet_hours", "daily_budget"],
    replies: ["confirmed", "confirmed"],
    minutes: 12,
  }),
  life({ enrollment: ended, entered: ["a", "over"] }),
  life(),
];

describe("the totals of a simulation", () => {
  it("count who was enrolled, and how it ended for them", () => {
    expect(totalsOf(lives)).toMatchObject({
      patients: 4,
      enrolled: 3,
      notEnrolled: 1,
      active: 1,
      outcomes: { over: 2 },
    });
  });

  it("count messages, by those enrolled and by channel, at list price", () => {
    const { messages } = totalsOf(lives);
    expect(messages).toMatchObject({ sent: 4, perPatient: 1.33, mostForOne: 3 });
    expect(messages.byChannel).toEqual({
      sms: { messages: 3, parts: 4, usd: price(4) },
      email: { messages: 1, parts: 1, usd: usdOf("email", 1) },
    });
    expect(messages.usd).toBe(Math.round((usdOf("sms", 4) + usdOf("email", 1)) * 10_000) / 10_000);
  });

  it("count what became of all that was planned, and why some waited or never left", () => {
    expect(totalsOf(lives).messages.fates).toEqual({ cancelled: 1, failed: 1, sent: 4, suppressed: 1 });
    expect(totalsOf(lives).messages.notSent).toEqual({ no_consent: 2, unknown: 1 });
    expect(totalsOf(lives).messages.held).toEqual({ daily_budget: 1, quiet_hours: 2 });
  });

  it("count what patients said and what the care team did", () => {
    expect(totalsOf(lives).replies).toEqual({ confirmed: 2, silence: 1 });
    expect(totalsOf(lives).staff).toEqual({ tasks: 1, minutes: 18, byQueue: { nurse: 1 } });
  });

  it("count who came to each step, how often, and who stands there", () => {
    expect(totalsOf(lives).steps).toEqual([
      { step: "a", entered: 3, patients: 3, standing: 0 },
      { step: "b", entered: 2, patients: 1, standing: 1 },
      { step: "over", entered: 2, patients: 2, standing: 0 },
    ]);
  });

  it("are nothing of nobody", () => {
    expect(totalsOf([])).toMatchObject({
      patients: 0,
      messages: { sent: 0, perPatient: 0, mostForOne: 0, usd: 0, byChannel: {} },
      steps: [],
    });
  });

  it("of journeys played together are those of all that a patient gets, by their own days", () => {
    const late = { at: "2026-06-02T03:00:00.000Z" };
    const first = life({ sent: [sent(), sent({ segments: 2 })] });
    const second = life({ sent: [sent(late), sent({ at: "2026-06-02T05:00:00.000Z" })] });
    expect(messagesOf([[first, second], [life({ sent: [sent()] })], [life()]])).toEqual({
      sent: 5,
      perPatient: 1.67,
      mostForOne: 4,
      // Eleven in the evening of New York is the day before, by UTC's clock.
      mostADay: 3,
      usd: price(6),
    });
    expect(messagesOf([])).toEqual({ sent: 0, perPatient: 0, mostForOne: 0, mostADay: 0, usd: 0 });
  });
});

describe("totals that do not add up", () => {
  const totals = totalsOf(lives);
  const { messages } = totals;
  it.each<[string, Partial<SimulationTotals>, string[]]>([
    ["nothing", {}, []],
    ["a patient more", { patients: 5 }, ["patients"]],
    ["an outcome more", { outcomes: { over: 2, lost: 1 } }, ["enrollments"]],
    ["one still under way more", { active: 2 }, ["enrollments"]],
    ["a fate more", { messages: { ...messages, fates: { ...messages.fates, sent: 5 } } }, ["outreaches"]],
    ["a reason less", { messages: { ...messages, notSent: { no_consent: 2 } } }, ["reasons"]],
    ["a message more", { messages: { ...messages, sent: 5 } }, ["channels"]],
    ["a channel less", { messages: { ...messages, byChannel: {} } }, ["channels"]],
  ])("are found: %s", (_, wrong, found) => {
    expect(sumFaults({ ...totals, ...wrong }, lives)).toEqual(found.map((what) => `${what} do not add up`));
  });

  it("are none where nothing was kept back", () => {
    const one = [life({ enrollment: ended, sent: [sent()], outreaches: outreaches({ status: "sent" }) })];
    expect(sumFaults(totalsOf(one), one)).toEqual([]);
  });
});

describe("what is worth a second look", () => {
  const fine: SimulationTotals = { ...totalsOf(lives), enrolled: 8, active: 1, outcomes: { over: 7 } };
  const { messages } = fine;
  const wordless = draft({ over: { do: "end", outcome: "over" } });

  it.each<[string, Partial<SimulationTotals>, RegExp[]]>([
    ["nothing", {}, []],
    ["nobody was enrolled, and nothing else is said", { enrolled: 0, active: 0 }, [/^Nobody was enrolled/]],
    ["nothing was sent", { messages: { ...messages, sent: 0 } }, [/^Nothing was sent/]],
    ["three of eight were stopped", { outcomes: { stopped: 3 } }, [/^3 of 8 were stopped/]],
    ["two of eight were stopped, which is a quarter", { outcomes: { stopped: 2 } }, []],
    ["nobody came to an end", { active: 8, outcomes: {} }, [/^Nobody came to an end/]],
    ["one got 41 messages", { messages: { ...messages, mostForOne: 41 } }, [/^One patient got 41/]],
    ["one got forty", { messages: { ...messages, mostForOne: 40 } }, []],
    [
      "nobody came to a step",
      { steps: [{ step: "b", entered: 0, patients: 0, standing: 0 }] },
      [/^Nobody came to step "b"/],
    ],
  ])("%s", (_, more, found) => {
    expect(surprisesIn(steps, { ...fine, ...more })).toEqual(found.map((one) => expect.stringMatching(one)));
  });

  it("is not that a journey says nothing which has nothing to say", () =>
    expect(surprisesIn(wordless, { ...fine, messages: { ...messages, sent: 0 } })).toEqual([]));
});
