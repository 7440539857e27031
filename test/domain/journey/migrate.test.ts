import { describe, expect, it } from "vitest";
import type { Enrollment } from "#lib/domain/enrollment.ts";
import { paused } from "#lib/domain/journey/control.ts";
import type { JourneyDraft } from "#lib/domain/journey/definition.ts";
import type { Step } from "#lib/domain/journey/grammar.ts";
import {
  isUntouched,
  landing,
  type Mapping,
  migrated,
  placeOf,
  standingOf,
  unmigrated,
} from "#lib/domain/journey/migrate.ts";
import { factsWith, journeyOf, Play } from "#test/support/journeys.ts";
import { ask, end, message, notify, over, wait } from "#test/support/steps.ts";

const now = "2026-06-01T15:00:00.000Z";
const later = "2026-06-03T15:00:00.000Z";
const rest = (days: number, next = "over") => wait({ for: `P${days}D`, next });
const version1 = journeyOf({ a: rest(20), ...over });
const running = (definition: JourneyDraft = version1): Enrollment => new Play(definition, now).enrollment;
const version = (steps: Record<string, Step>, number = 2) => ({
  version: number,
  definition: journeyOf({ ...steps, ...over }),
});
const move = (from: JourneyDraft, to: ReturnType<typeof version>, mapping: Mapping = {}) =>
  migrated({ definition: from, before: running(from), facts: factsWith(), now: later }, to, mapping);

describe("a run of an older version", () => {
  it.each<[string, Record<string, Step>, Mapping, object]>([
    ["stays at a step of the same name and kind", { a: rest(5) }, {}, { lands: "stays", step: "a" }],
    ["stays where it is told to stay", { a: rest(5) }, { a: "a" }, { lands: "stays", step: "a" }],
    ["enters a step of the same name and another kind", { a: ask() }, {}, { lands: "enters", step: "a" }],
    [
      "enters the step that it is sent to",
      { a: rest(5), b: rest(5) },
      { a: "b" },
      { lands: "enters", step: "b" },
    ],
    [
      "is not touched by a line for another step",
      { a: rest(5) },
      { b: "over" },
      { lands: "stays", step: "a" },
    ],
    ["cannot go where there is no such step", { b: rest(5) }, {}, { lands: "cannot", reason: "no_step" }],
    [
      "cannot be sent where there is none",
      { a: rest(5) },
      { a: "gone" },
      { lands: "cannot", reason: "no_step" },
    ],
  ])("%s", (_, steps, mapping, expected) => {
    expect(landing(running(), version1, version(steps), mapping)).toEqual(expected);
  });

  it.each<[string, Enrollment, string]>([
    ["has ended", running(journeyOf({ a: end() })), "ended"],
    ["is paused: its news belongs to the version it came in", paused(running()), "paused"],
    ["is there already", { ...running(), journey: { id: "test-journey", version: 2 } }, "there_already"],
    ["has taken no step yet", { ...running(), step: undefined } as unknown as Enrollment, "no_step"],
  ])("cannot be moved where it %s", (_, run, reason) => {
    const to = version({ a: rest(5) });
    expect(landing(run, version1, to, {})).toEqual({ lands: "cannot", reason });
    const turn = { definition: version1, before: run, facts: factsWith(), now: later };
    expect(migrated(turn, to, {})).toBeUndefined();
    expect(unmigrated(turn, to, { ...placeOf(running()), step: "gone" })).toBeUndefined();
  });
});

describe("a migrated run", () => {
  it("that stays keeps all it has, its deadline too", () => {
    const asking = journeyOf({ a: ask(), ...over });
    const turn = move(asking, version({ a: ask({ within: "P9D" }) }));
    expect(turn).toEqual({
      enrollment: { ...running(asking), journey: { id: "test-journey", version: 2 } },
      effects: [],
    });
  });

  it("that enters another step closes what it had open, before it says what that step says", () => {
    const asking = journeyOf({ a: ask(), ...over });
    const before = running(asking);
    const turn = move(asking, version({ b: message() }), { a: "b" });
    const open = before.open as Required<Enrollment["open"]>;
    expect(turn?.effects.slice(0, 2)).toEqual(
      expect.arrayContaining([
        { do: "close-task", id: open.taskId, status: "cancelled" },
        { do: "cancel-outreach", id: open.outreachIds[0], reason: "migrated" },
      ]),
    );
    expect(turn?.effects.slice(2).map((effect) => effect.do)).toEqual(["plan-outreach"]);
    expect(turn?.enrollment).toMatchObject({
      journey: { id: "test-journey", version: 2 },
      step: "b",
      enteredAt: later,
      visits: { a: 1, b: 1 },
      trail: [{ step: "a" }, { step: "b", at: later, why: "migrated" }],
    });
    expect(turn?.enrollment.open.taskId).toBeUndefined();
  });

  it("waits as long as the new version says, from now", () => {
    expect(running().wakeAt).toBe("2026-06-21T15:00:00.000Z");
    expect(move(version1, version({ b: rest(2) }), { a: "b" })?.enrollment.wakeAt).toBe(
      "2026-06-05T15:00:00.000Z",
    );
  });

  it("goes through the new version's steps until one waits, or it ends", () => {
    const turn = move(version1, version({ b: notify("over") }), { a: "b" });
    expect(turn?.enrollment).toMatchObject({ status: "ended", outcome: "over", visits: { b: 1, over: 1 } });
    expect(turn?.enrollment.wakeAt).toBeUndefined();
  });
});

describe("what is kept of a run that was migrated", () => {
  it("is where it stood, since when and until when", () => {
    const { wakeAt, ...timeless } = running();
    const place = { version: 1, step: "a", enteredAt: now };
    expect(placeOf(running())).toEqual({ ...place, wakeAt });
    expect(placeOf(timeless)).toStrictEqual(place);
  });

  it("tells whether it has taken a step since", () => {
    const run = running();
    const movedTo = (step: string, visit: number): Enrollment => ({
      ...run,
      moved: { by: "m", to: { step, visit }, from: placeOf(run) },
    });
    expect(standingOf(run)).toEqual({ step: "a", visit: 1 });
    expect(standingOf({ ...run, step: "b" })).toEqual({ step: "b", visit: 0 });
    expect(standingOf(running(journeyOf({ a: end() })))).toEqual({ step: "", visit: 0 });
    expect(isUntouched(movedTo("a", 1))).toBe(true);
    expect(isUntouched(movedTo("a", 2))).toBe(false);
    expect(isUntouched(movedTo("b", 1))).toBe(false);
    expect(isUntouched(run)).toBe(false);
  });
});

describe("a run that is brought back", () => {
  const back = (
    from: JourneyDraft,
    steps: Record<string, Step>,
    place = placeOf(running(from)),
    at = later,
  ) => {
    const to = version(steps);
    const moved = move(from, to, { a: "b" })?.enrollment as Enrollment;
    const turn = { definition: to.definition, before: moved, facts: factsWith(), now: at };
    return unmigrated(turn, { version: 1, definition: from }, place)?.enrollment;
  };

  it("waits until when it would have waited", () => {
    expect(back(version1, { b: rest(2) })).toMatchObject({
      journey: { id: "test-journey", version: 1 },
      step: "a",
      enteredAt: now,
      wakeAt: "2026-06-21T15:00:00.000Z",
    });
  });

  it("waits anew where nobody knows until when, and where it asks", () => {
    const { wakeAt: _, ...timeless } = placeOf(running());
    expect(back(version1, { b: rest(2) }, timeless)).toMatchObject({
      enteredAt: later,
      wakeAt: "2026-06-23T15:00:00.000Z",
    });
    const asking = back(journeyOf({ a: ask({ within: "P1D" }), ...over }), { b: rest(2) });
    expect(asking).toMatchObject({ step: "a", enteredAt: later, visits: { a: 2 } });
    expect(asking?.wakeAt).toBe("2026-06-04T15:00:00.000Z");
  });

  it("goes on where its moment has passed meanwhile", () => {
    const visit = wait({ until: { anchor: "appointment.start" }, late: "now", next: "b" });
    const afterwards = "2026-07-01T15:00:00.000Z";
    const from = journeyOf({ a: visit, b: rest(3), ...over });
    expect(back(from, { b: rest(90) }, placeOf(running(from)), afterwards)).toMatchObject({
      step: "b",
      enteredAt: afterwards,
      wakeAt: "2026-07-04T15:00:00.000Z",
    });
  });
});
