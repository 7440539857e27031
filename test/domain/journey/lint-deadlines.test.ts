import { expect, it } from "vitest";
import type { Step } from "#lib/domain/journey/grammar.ts";
import { deadlineFaults } from "#lib/domain/journey/lint-deadlines.ts";
import { end, message, notify, questions, staffTask, wait } from "#test/support/steps.ts";

const until = { anchor: "appointment.start" as const };
const event = "appointment.updated";
const within = "P1D";

/** What is found, as "field: sentence". */
const faults = (step: Step) => deadlineFaults("a", step).map(({ pointer, detail }) => `${pointer} ${detail}`);

it.each<[string, Step[]]>([
  ["a question with a limit and a way on", questions()],
  ["a task for staff with a deadline and a way on", [staffTask(), staffTask({ within })]],
  ["a message, an end, what is done at once", [message(), end(), notify()]],
  ["a wait for a time", [wait({ for: "PT1S" })]],
  ["a wait for an event with a limit and a way on", [wait({ event, within, onTimeout: "over" })]],
  [
    "a wait for a moment that says what happens when it is late",
    [wait({ until, late: "now" }), wait({ until, late: "exit" }), wait({ until, late: "skip", skipTo: "b" })],
  ],
  [
    "a clock of a channel that is used",
    [
      message({ channels: ["sms", "email"], clocks: { email: "PT4H" } }),
      ...questions({ channels: "preferred", clocks: { email: "PT1S" } }),
    ],
  ],
])("passes %s", (_, steps) => {
  expect(steps.flatMap(faults)).toEqual([]);
});

it.each<[string, Step[], string, RegExp]>([
  ["a question without a limit", questions({ within: undefined }), "within", /how long the patient has/],
  ["a question that takes no time", questions({ within: "PT0S" }), "within", /PT0S, which is no time/],
  ["a question without a way on", questions({ onSilence: undefined }), "onSilence", /does not answer/],
  ["a task for staff without a deadline", [staffTask({ due: undefined })], "due", /deadline/],
  ["a task for staff that is due at once", [staffTask({ due: "PT0S" })], "due", /no time/],
  [
    "a task for staff without a way on",
    [staffTask({ onSilence: undefined })],
    "onSilence",
    /nobody takes care/,
  ],
  ["a wait that takes no time", [wait({ for: "-P1D" })], "for", /-P1D, which is no time/],
  [
    "an event without a limit",
    [wait({ event, onTimeout: "over" })],
    "within",
    /waits for appointment.updated for ever/,
  ],
  ["an event without a way on", [wait({ event, within })], "onTimeout", /appointment.updated does not come/],
  ["a moment without a rule for being late", [wait({ until })], "late", /already passed/],
  ["a moment that is skipped to nowhere", [wait({ until, late: "skip" })], "skipTo", /where to/],
  [
    "a clock of a channel that is not used",
    [
      message({ channels: ["sms"], clocks: { email: "PT4H" } }),
      ...questions({ channels: ["sms"], clocks: { email: "PT4H" } }),
    ],
    "clocks",
    /clock for email, which is none of its channels/,
  ],
  [
    "a clock that takes no time",
    [message({ clocks: { sms: "PT0S" } }), ...questions({ clocks: { sms: "PT0S" } })],
    "clocks",
    /PT0S on sms, which is no time/,
  ],
])("finds %s, and nothing else", (_, steps, field, sentence) => {
  for (const step of steps)
    expect(deadlineFaults("a", step)).toEqual([
      { pointer: `/steps/a/${field}`, detail: expect.stringMatching(sentence) },
    ]);
});
