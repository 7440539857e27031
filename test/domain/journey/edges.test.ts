import { describe, expect, it } from "vitest";
import { edges } from "#lib/domain/journey/edges.ts";
import type { Step } from "#lib/domain/journey/grammar.ts";
import {
  ask,
  branch,
  checkIn,
  end,
  form,
  message,
  notify,
  questions,
  repeat,
  staffTask,
  wait,
} from "#test/support/steps.ts";

const expires = { anchor: "appointment.start" as const };
const doneWhen = { if: "true", next: "settled" };
const split: Step = {
  do: "split",
  arms: [
    { name: "text", share: 9, next: "a" },
    { name: "call", share: 1, next: "b" },
  ],
};
const enroll: Step = { do: "enroll", journey: "j", subject: "same", next: "a" };
const update: Step = { do: "update", attributes: {}, next: "a" };
const full = {
  answers: { yes: "a", no: "b" },
  onSilence: "silent",
  onUndeliverable: "unreached",
  doneWhen,
};
const waysOut: [Step, string[]][] = [
  ...questions(full).map((step): [Step, string[]] => [
    step,
    ["yes → a", "no → b", "silence → silent", "undeliverable → unreached", "settled → settled"],
  ]),
  [wait({ for: "P1D", next: "a" }), [" → a"]],
  [
    wait({ event: "task.answered", onTimeout: "silent", next: "a" }),
    ["task.answered → a", "timeout → silent"],
  ],
  [wait({ until: expires, skipTo: "b", next: "a" }), [" → a", "too late → b"]],
  [message({ next: "a" }), [" → a"]],
  [message({ next: "a", onUndeliverable: "unreached" }), [" → a", "undeliverable → unreached"]],
  [branch([["age > 5", "a"]], "b"), ["age > 5 → a", "else → b"]],
  [split, ["text 9 → a", "call 1 → b"]],
  [
    staffTask({ outcomes: { reached: "a" }, onSilence: "silent", doneWhen }),
    ["reached → a", "silence → silent", "settled → settled"],
  ],
  [repeat({ body: "a", times: 3, next: "b" }), ["up to 3 times → a", "done → b"]],
  [{ do: "escalate", next: "a" }, [" → a"]],
  [{ do: "escalate" }, []],
  [enroll, [" → a"]],
  [update, [" → a"]],
  [notify("a"), [" → a"]],
  [end(), []],
];

/** The word beside the arrow, and where it leads. */
const ways = (step: Step) => edges("here", step).map(({ label, to }) => `${label} → ${to}`);
const atOnce = (step: Step) => edges("here", step).flatMap((edge) => (edge.atOnce ? [edge.to] : []));

describe("the ways out of a step", () => {
  it.each(waysOut.map(([step, expected]) => [step.do, step, expected] as const))(
    "of a %s are these",
    (_, step, expected) => {
      expect(ways(step)).toEqual(expected);
    },
  );

  it.each(waysOut.map(([step]) => [step.do, step] as const))(
    "of a %s point at the field that names them",
    (_, step) => {
      const draft = { steps: { here: step } };
      const found = edges("here", step).map(({ pointer }) =>
        pointer
          .slice(1)
          .split("/")
          .reduce((room: unknown, part) => (room as Record<string, unknown>)?.[part], draft),
      );
      expect(found).toEqual(edges("here", step).map(({ to }) => to));
    },
  );
});

describe("a way that takes no time", () => {
  it.each<[string, Step, string[]]>([
    ["is none out of a question that stays open", ask({ onSilence: "silent" }), []],
    ["is silence, where a question can be too late", form({ onSilence: "silent", expires }), ["silent"]],
    [
      "is not silence, where a question that is too late goes another way",
      checkIn({ onSilence: "silent", expires, onUndeliverable: "unreached" }),
      ["unreached"],
    ],
    ["is being undeliverable", ask({ onUndeliverable: "unreached" }), ["unreached"]],
    ["is none out of a wait for a time", wait({ for: "P1D" }), []],
    ["is none out of a wait for an event", wait({ event: "task.answered", onTimeout: "silent" }), []],
    [
      "is each out of a wait for a moment that may be over",
      wait({ until: expires, skipTo: "b", next: "a" }),
      ["a", "b"],
    ],
    ["is none out of a message that is waited for", message(), []],
    ["is on from a message that is left to itself", message({ goOn: "at-once", next: "a" }), ["a"]],
    ["is on from a message that can be too late", message({ expires, next: "a" }), ["a"]],
    [
      "is only being undeliverable, where a message that is too late goes that way",
      message({ expires, next: "a", onUndeliverable: "unreached" }),
      ["unreached"],
    ],
    ["is each of a branch", branch([["true", "a"]], "b"), ["a", "b"]],
    ["is each of a split", split, ["a", "b"]],
    ["is none out of a task for staff", staffTask({ doneWhen }), []],
    [
      "is silence, where a task for staff can be too late",
      staffTask({ expires, onSilence: "silent" }),
      ["silent"],
    ],
    ["is each of a repeat", repeat({ body: "a", next: "b" }), ["a", "b"]],
    ["is on from what is done at once", notify("a"), ["a"]],
  ])("%s", (_, step, expected) => {
    expect(atOnce(step)).toEqual(expected);
  });
});
