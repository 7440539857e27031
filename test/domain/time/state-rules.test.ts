import { describe, expect, it } from "vitest";
import type { Week } from "#lib/domain/policy/parts.ts";
import { type Called, rulesFor, stateOf, stateRules, within } from "#lib/domain/time/state-rules.ts";

const day = "2026-06-02";
const tampa = "+18135550100";
const chicago = "+13125550100";
const called = (more: Partial<Called> = {}): Called => ({
  channel: "sms",
  purpose: "marketing",
  address: chicago,
  ...more,
});
const statesOf = (...asked: Parameters<typeof rulesFor>) => rulesFor(...asked).map(({ state }) => state);

describe("the rules that bound a call or a text", () => {
  it.each<[string, Partial<Called>, string[]]>([
    ["a number of no ruled state", {}, ["US"]],
    ["a number of the state's area codes", { address: tampa }, ["US", "FL"]],
    ["a patient who lives there, whatever the number", { state: "MD" }, ["US", "MD"]],
    ["both, of two states", { address: tampa, state: "OK" }, ["US", "FL", "OK"]],
    ["both, of one state", { address: tampa, state: "FL" }, ["US", "FL"]],
    ["a number abroad that begins like an area code", { address: "+78135550100" }, ["US"]],
    ["no number and no state", { address: undefined }, ["US"]],
    ["a call", { channel: "voice", address: tampa }, ["US", "FL"]],
    ["an email", { channel: "email", address: "a@example.org", state: "FL" }, []],
    ["a letter", { channel: "letter", state: "FL" }, []],
  ])("for %s", (_, more, states) => expect(statesOf(called(more), "all", day)).toEqual(states));

  it.each([
    ["all", "marketing", true],
    ["all", "care", true],
    ["marketing", "marketing", true],
    ["marketing", "care", false],
    ["off", "marketing", false],
  ] as const)("set to %s, a state's are kept by %s: %s", (which, purpose, kept) =>
    expect(statesOf(called({ purpose, state: "FL" }), which, day)).toEqual(kept ? ["US", "FL"] : ["US"]),
  );

  it.each(stateRules.map(({ state, since }) => [state, since] as const))(
    "of %s hold from %s on, that day too",
    (state, since) => {
      const eve = new Date(Date.parse(since) - 86_400_000).toISOString().slice(0, 10);
      expect(statesOf(called({ state }), "all", since)).toContain(state);
      expect(statesOf(called({ state }), "all", eve)).not.toContain(state);
    },
  );
});

describe("a patient's state", () => {
  it.each([
    ["fl", "FL"],
    ["FL", "FL"],
    ["Florida", undefined],
    ["F1", undefined],
    [12, undefined],
    [["FL"], undefined],
    [undefined, undefined],
  ])("%j is %s", (attribute, state) => expect(stateOf(attribute)).toBe(state));
});

describe("a week within the rules", () => {
  const week: Week = {
    weekday: { from: "07:00", to: "22:00" },
    saturday: { from: "09:00", to: "22:00" },
    sunday: { from: "12:00", to: "18:00" },
    federalHolidays: "closed",
  };

  it("opens with the latest of them and closes with the earliest, day by day", () => {
    expect(within(week, rulesFor(called(), "all", day))).toEqual({
      weekday: { from: "08:00", to: "21:00" },
      saturday: { from: "09:00", to: "21:00" },
      sunday: { from: "12:00", to: "18:00" },
      federalHolidays: "closed",
    });
    const florida = rulesFor(called({ state: "FL" }), "all", day);
    expect(within(week, florida)).toMatchObject({
      weekday: { from: "08:00", to: "20:00" },
      saturday: { from: "09:00", to: "20:00" },
    });
  });

  it.each(["weekday", "saturday", "sunday"] as const)("is narrowed where %s alone is too wide", (which) => {
    const short = { from: "10:00", to: "12:00" };
    const wide = { from: "07:00", to: "12:00" };
    const all: Week = {
      weekday: short,
      saturday: short,
      sunday: short,
      federalHolidays: "open",
      [which]: wide,
    };
    expect(within(all, rulesFor(called(), "all", day))).toEqual({
      ...all,
      [which]: { from: "08:00", to: "12:00" },
    });
  });

  it("is that very week where they narrow nothing, so that what is known of it stays known", () => {
    const narrow = { ...week, weekday: week.sunday, saturday: week.sunday };
    expect(within(narrow, rulesFor(called({ state: "FL" }), "all", day))).toBe(narrow);
    expect(within(week, [])).toBe(week);
  });

  it("is closed on a day that opens after they close", () => {
    const { weekday } = within(
      { ...week, weekday: { from: "20:30", to: "21:00" } },
      rulesFor(called({ state: "FL" }), "all", day),
    );
    expect(weekday.from > weekday.to).toBe(true);
  });
});
