import { describe, expect, it } from "vitest";
import type { News } from "#lib/domain/enrollment.ts";
import type { Facts } from "#lib/domain/journey/effects.ts";
import type { Step } from "#lib/domain/journey/grammar.ts";
import { aMessage, anEnd, aPause, aQuestion, leftTo } from "#test/support/bare-steps.ts";
import { factsWhenClosed, factsWith, journeyOf, Play, visitStart } from "#test/support/journeys.ts";

const now = "2026-06-01T15:00:00.000Z";
const ends = { b: anEnd(), c: anEnd("other") };
const play = (a: Step, facts: Facts = factsWith(), more: Parameters<typeof journeyOf>[1] = {}, at = now) =>
  new Play(journeyOf({ a, ...ends }, more), at, facts);
const planned = (p: Play) => p.of("plan-outreach")[0];
const visitBegins = { anchor: "appointment.start" as const };
const silenced = { ...factsWith(), silencedBy: "hospice" };

describe("a message", () => {
  it("carries what its step and its journey say of it, and nothing that they do not", () => {
    const said = { variables: { n: 1 }, clocks: { sms: "PT1H" }, expires: visitBegins };
    const plain = {
      do: "plan-outreach",
      step: "a",
      template: "t",
      purpose: "care",
      channels: ["sms"],
      dueAt: now,
    };
    const id = expect.stringMatching(/^out_/);
    expect(planned(play(aMessage()))).toStrictEqual({ ...plain, id });
    expect(planned(play(aMessage(said), factsWith(), { program: "cardio" }))).toStrictEqual({
      ...plain,
      id,
      expiresAt: visitStart,
      variables: { n: 1 },
      clocks: { sms: "PT1H" },
      levels: { program: "cardio" },
    });
  });

  const late = { expires: visitBegins };
  it.each<[string, string, Step, Facts, string?]>([
    ["too_late", "b", aMessage(late), factsWith(), visitStart],
    ["too_late", "c", aMessage({ ...late, onUndeliverable: "c" }), factsWith(), visitStart],
    ["no_hour", "b", aMessage(), factsWhenClosed],
    ["silenced", "b", aMessage(), silenced],
    ["silenced", "c", aQuestion({ onSilence: "c" }), silenced],
    ["no_hour", "b", aQuestion({ onSilence: "c", onUndeliverable: "b" }), factsWhenClosed],
  ])(
    "that has no time to leave is passed over and says why (%s, on to %s)",
    (reason, to, step, facts, at) => {
      const p = play(step, facts, {}, at);
      expect(leftTo(p)).toEqual([to, `undeliverable:${reason}`]);
      expect(p.effects).toEqual([]);
    },
  );

  it("leaves at an allowed hour, but at once where it is for safety", () => {
    const night = "2026-06-01T06:00:00.000Z";
    expect(planned(play(aMessage(), factsWith(), {}, night))?.dueAt).toBe("2026-06-01T13:00:00.000Z");
    expect(planned(play(aMessage(), factsWith(), { purpose: "safety" }, night))?.dueAt).toBe(night);
  });

  it("for safety leaves though another journey wants silence", () => {
    expect(planned(play(aMessage(), silenced, { purpose: "safety" }))?.dueAt).toBe(now);
  });

  it("is of use until the moment itself, not only until it may leave", () => {
    const before = "2026-06-25T18:29:59.000Z";
    expect(planned(play(aMessage({ expires: visitBegins }), factsWith(), {}, before))?.dueAt).toBe(before);
  });
});

describe("a thank-you", () => {
  const steps: Record<string, Step> = {
    a: aQuestion(),
    thanks: aMessage({ goOn: "at-once", next: "rest" }),
    rest: aPause(),
    ...ends,
  };
  const night = "2026-06-02T05:00:00.000Z";
  const thanked = (at: string, more: object = {}, silencedBy?: string) => {
    const start = aQuestion({ answers: { yes: "thanks" } });
    const p = new Play(journeyOf({ ...steps, a: start, thanks: { ...steps.thanks, ...more } as Step }), now);
    if (silencedBy) p.facts = { ...p.facts, silencedBy };
    const answer: News = {
      seq: 1,
      at,
      type: "task.answered",
      key: "k",
      value: "yes",
      inReplyTo: "msg_1",
      ref: p.enrollment.open.taskId as string,
    };
    p.turn(night, [answer]);
    return p.of("plan-outreach", p.last)[0];
  };

  it("to the patient's own message leaves at once, at night and in a silence, for two hours", () => {
    expect(thanked(night, {}, "hospice")).toMatchObject({
      dueAt: night,
      expiresAt: "2026-06-02T07:00:00.000Z",
      inReplyTo: "msg_1",
    });
  });

  it("is of use no longer than its step says", () => {
    const sooner = { anchor: "enrollment.started", offset: "PT15H" };
    expect(thanked(night, { expires: sooner })?.expiresAt).toBe("2026-06-02T06:00:00.000Z");
  });

  it("answers nothing any more where the message came long ago", () => {
    expect(thanked("2026-06-02T03:00:00.000Z")).toBeUndefined();
    expect(thanked("2026-06-02T03:00:01.000Z")?.expiresAt).toBe("2026-06-02T05:00:01.000Z");
  });

  it("that is a question waits for the hours all the same", () => {
    const question = { ...aQuestion(), answers: { yes: "b" }, onSilence: "b" };
    const plan = thanked(night, { goOn: undefined, next: undefined, ...question });
    expect(plan).toMatchObject({ dueAt: "2026-06-02T13:00:00.000Z" });
    expect(plan).not.toHaveProperty("inReplyTo");
  });
});

it("the last ten messages left to themselves are remembered, to be taken back", () => {
  const names = Array.from({ length: 12 }, (_, i) => `m${i}`);
  const steps = Object.fromEntries(
    names.map((name, i) => [name, aMessage({ goOn: "at-once", next: names[i + 1] ?? "rest" })]),
  );
  const p = new Play(journeyOf({ ...steps, rest: aPause(), ...ends }), now);
  const ids = p.of("plan-outreach").map(({ id }) => id);
  expect(ids).toHaveLength(12);
  expect(p.enrollment.open.outreachIds).toEqual(ids.slice(-10));
});
