import { describe, expect, it } from "vitest";
import type { JourneyDraft } from "#lib/domain/journey/definition.ts";
import type { Moment, Step } from "#lib/domain/journey/grammar.ts";
import { graphFaults } from "#lib/domain/journey/lint-graph.ts";
import { journeyOf } from "#test/support/journeys.ts";
import {
  ask,
  branch,
  message,
  notify,
  over,
  questions,
  repeat,
  staffTask,
  wait,
} from "#test/support/steps.ts";

const lint = (steps: Record<string, Step>, more: Partial<JourneyDraft> = {}) =>
  graphFaults(journeyOf({ ...steps, ...over }, more));

it("passes a sound journey, with circles that wait", () => {
  expect(lint({ a: ask({ onSilence: "b" }), b: wait({ for: "P1D", next: "a" }) })).toEqual([]);
});

it("misses the step that it starts at, and the one where it begins again when the visit moves", () => {
  expect(lint({ a: wait(), b: wait() }, { start: "gone", onMoved: "away" })).toEqual([
    { pointer: "/start", detail: 'The journey starts at "gone", which is not one of its steps.' },
    {
      pointer: "/onMoved",
      detail: expect.stringMatching(/goes on at "away", which is not one of its steps/),
    },
    ...["a", "b", "over"].map((name) => ({ pointer: `/steps/${name}`, detail: expect.any(String) })),
  ]);
  expect(lint({ a: wait(), again: wait() }, { onMoved: "again" })).toEqual([]);
});

it("misses a step that is named, and finds one that is not", () => {
  expect(graphFaults(journeyOf({ a: notify("gone") }))).toEqual([
    { pointer: "/steps/a/next", detail: 'Step "a" leads to "gone", which is not one of the steps.' },
  ]);
  expect(
    lint({ a: ask({ onSilence: "gone" }), lost: wait({ for: "P1D", next: "astray" }), astray: wait() }),
  ).toEqual([
    { pointer: "/steps/a/onSilence", detail: 'Step "a" leads to "gone", which is not one of the steps.' },
    { pointer: "/steps/lost", detail: expect.stringContaining('No step leads to "lost"') },
    { pointer: "/steps/astray", detail: expect.stringContaining('No step leads to "astray"') },
  ]);
});

describe("a circle without a wait", () => {
  const circles = (steps: Record<string, Step>) =>
    lint(steps).flatMap(({ pointer, detail }) =>
      /circle/.test(detail) ? [`${pointer}: ${detail.split(" is ")[0]}`] : [],
    );

  it("is named once, by the steps on it and not by those that lead to it", () => {
    const steps = { a: notify("b"), b: notify("c"), c: branch([["true", "b"]]) };
    expect(circles(steps)).toEqual(['/steps/b: "b" → "c" → "b"']);
  });

  it("is named with every other one", () => {
    const steps = {
      a: branch([["true", "b"]], "c"),
      b: branch([["true", "b"]], "c"),
      c: branch([["true", "d"]]),
      d: notify("c"),
    };
    expect(circles(steps)).toEqual(['/steps/b: "b" → "b"', '/steps/c: "c" → "d" → "c"']);
  });

  it("is none where two ways meet again", () => {
    expect(circles({ a: branch([["true", "b"]], "c"), b: notify("d"), c: notify("d"), d: notify() })).toEqual(
      [],
    );
  });

  it("goes through a question that can be too late, and not through one that stays open", () => {
    const expires = { anchor: "appointment.start" as const };
    expect(circles({ a: ask({ onSilence: "a", expires }) })).toEqual(['/steps/a: "a" → "a"']);
    expect(circles({ a: ask({ onSilence: "a" }) })).toEqual([]);
    expect(circles({ a: repeat({ body: "b" }), b: wait({ for: "P1D", next: "a" }) })).toEqual([]);
  });
});

describe("a visit's date in a journey without a visit", () => {
  const expires: Moment = { anchor: "appointment.end" };
  const until: Moment = { anchor: "appointment.start" };
  const own: Moment = { anchor: "enrollment.started" };
  it.each<[Step, string]>([
    [wait({ until }), "until"],
    ...[message({ expires }), staffTask({ expires }), ...questions({ expires })].map(
      (step): [Step, string] => [step, "expires"],
    ),
  ])("is found in a step (%#)", (step, field) => {
    const { anchor } = field === "until" ? until : expires;
    expect(lint({ a: step }, { subject: "patient" })).toEqual([
      {
        pointer: `/steps/a/${field}/anchor`,
        detail: `Step "a" goes by ${anchor}, and this journey is not about an appointment.`,
      },
    ]);
    expect(lint({ a: step }, { subject: "appointment" })).toEqual([]);
  });

  it("is not its own date, nor a condition's", () => {
    const steps = { a: wait({ until: own, next: "b" }), b: message({ expires: own, next: "c" }) };
    const turns = repeat({ body: "over", until: "hoursUntilVisit < 1.0" });
    expect(lint({ ...steps, c: turns }, { subject: "patient" })).toEqual([]);
  });
});
