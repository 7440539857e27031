import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Enrollment, News } from "#lib/domain/enrollment.ts";
import { advance, begin } from "#lib/domain/journey/advance.ts";
import { JourneyDraft } from "#lib/domain/journey/definition.ts";
import { edges } from "#lib/domain/journey/edges.ts";
import type { Effect, Turn } from "#lib/domain/journey/effects.ts";
import { lintJourney } from "#lib/domain/journey/lint.ts";
import { journeyPicture } from "#lib/domain/journey/picture.ts";
import { defaultPolicy } from "#lib/domain/policy/policy.ts";
import { appointmentId, factsWith, patientId } from "#test/support/journeys.ts";

const names = ["a", "b", "c", "d", "e", "f"] as const;
const step = fc.constantFrom<string>(...names, "nowhere");
const duration = fc.constantFrom("PT0S", "PT4H", "P1D", "P30D", "-P2D");
const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined });
const condition = fc.constantFrom("true", "hoursUntilVisit > 48.0", "patient.attributes.missing == 1", "((");
const event = fc.constantFrom(
  "appointment.moved",
  "appointment.updated",
  "patient.updated",
  "appointment.cancelled",
);
const moment = fc.record({
  anchor: fc.constantFrom(
    "appointment.start",
    "appointment.end",
    "enrollment.started",
    "patient.attributes.since",
  ),
  offset: maybe(duration),
  at: maybe(fc.constantFrom("00:00", "02:30", "10:00")),
});
const routes = fc.dictionary(fc.constantFrom("confirmed", "declined", "done"), step, { minKeys: 1 });
const said = {
  template: fc.constant("t"),
  channels: fc.constantFrom("preferred" as const, ["sms" as const]),
  expires: maybe(moment),
  onUndeliverable: maybe(step),
};
const patience = {
  within: maybe(duration),
  onSilence: maybe(step),
  doneWhen: maybe(fc.record({ if: condition, next: step })),
};
const asking = { ...said, ...patience, answers: routes };

const anyStep = fc.oneof(
  fc.record({
    do: fc.constant("wait"),
    until: moment,
    late: maybe(fc.constantFrom("now", "skip", "exit")),
    skipTo: maybe(step),
    next: step,
  }),
  fc.record({ do: fc.constant("wait"), for: duration, next: step }),
  fc.record({ do: fc.constant("wait"), event, within: maybe(duration), onTimeout: maybe(step), next: step }),
  fc.record({
    do: fc.constant("message"),
    ...said,
    goOn: fc.constantFrom("when-sent", "at-once"),
    next: step,
  }),
  fc.record({ do: fc.constant("ask"), task: fc.constantFrom("x", "y"), ...asking }),
  fc.record({ do: fc.constant("form"), form: fc.constant("x"), ...asking }),
  fc.record({ do: fc.constant("check-in"), checkIn: fc.constant("x"), ...asking }),
  fc.record({
    do: fc.constant("branch"),
    cases: fc.array(fc.record({ if: condition, next: step }), { minLength: 1, maxLength: 3 }),
    else: step,
  }),
  fc.record({
    do: fc.constant("split"),
    arms: fc.array(
      fc.record({ name: fc.constant("arm"), share: fc.integer({ min: 1, max: 9 }), next: step }),
      { minLength: 2, maxLength: 3 },
    ),
  }),
  fc.record({
    do: fc.constant("staff-task"),
    queue: fc.constant("q"),
    title: fc.constant("T"),
    due: maybe(duration),
    expires: maybe(moment),
    outcomes: routes,
    ...patience,
  }),
  fc.record({
    do: fc.constant("enroll"),
    journey: fc.constant("j"),
    subject: fc.constantFrom("same", "patient"),
    next: step,
  }),
  fc.record({ do: fc.constant("update"), attributes: fc.constant({ since: "2026-06-20" }), next: step }),
  fc.record({ do: fc.constant("notify"), event: fc.constant("e"), next: step }),
  fc.record({
    do: fc.constant("repeat"),
    body: step,
    times: fc.integer({ min: 1, max: 4 }),
    until: maybe(condition),
    next: step,
  }),
  fc.record({ do: fc.constant("escalate"), next: maybe(step) }),
  fc.record({ do: fc.constant("end"), outcome: fc.constant("done") }),
);

const definition = fc
  .record({
    id: fc.constant("random"),
    purpose: fc.constantFrom("safety", "care", "marketing"),
    category: fc.constant("c"),
    subject: fc.constantFrom("appointment", "patient"),
    enrollWhen: fc.constant({ event: "appointment.booked" }),
    exitWhen: fc.array(fc.record({ event, reason: fc.constant("why"), where: maybe(condition) }), {
      maxLength: 1,
    }),
    goal: maybe(fc.constant({ event: "appointment.arrived" })),
    start: step,
    onMoved: maybe(step),
    steps: fc.dictionary(fc.constantFrom(...names), anyStep, { minKeys: 1 }),
  })
  .map((draft) => JourneyDraft.parse(JSON.parse(JSON.stringify(draft))));

/** What comes next: time passes, and news may come about something it has open, or had, or has not. */
type Happening = { hours: number; type?: string; value?: string; ref: number; start: number; pause: boolean };
const happening: fc.Arbitrary<Happening> = fc.record({
  hours: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2000 })),
  type: maybe(
    fc.oneof(
      event,
      fc.constantFrom("task.answered", "staff-task.completed", "appointment.arrived"),
      fc.constantFrom("outreach.held", "outreach.suppressed", "outreach.failed", "outreach.sent"),
    ),
  ),
  value: maybe(
    fc.constantFrom("confirmed", "declined", "done", "appointment_changed", "2026-06-26T10:00:00.000Z", "x"),
  ),
  ref: fc.nat(30),
  start: fc.integer({ min: 0, max: 60 }),
  pause: fc.boolean(),
}) as fc.Arbitrary<Happening>;

const day0 = Date.parse("2026-06-01T15:00:00.000Z");
const iso = (ms: number) => new Date(ms).toISOString();

type Played = { turns: { turn: Turn; now: string }[]; effects: Effect[] };

function play(draft: JourneyDraft, happenings: Happening[]): Played {
  let ms = day0;
  let facts = factsWith({ start: iso(ms + 10 * 86_400_000) });
  const subject = { type: "appointment" as const, id: appointmentId };
  let turn = begin(draft, 1, { patientId, subject, facts, now: iso(ms) });
  const played: Played = { turns: [{ turn, now: iso(ms) }], effects: [...turn.effects] };
  for (const [i, h] of happenings.entries()) {
    ms += h.hours * 3_600_000;
    if (h.type === "appointment.moved") facts = factsWith({ start: iso(day0 + h.start * 86_400_000) });
    const ref = refsOf(played.effects, turn.enrollment)[h.ref];
    const piece: News = {
      seq: i + 1,
      at: iso(ms),
      type: h.type ?? "patient.updated",
      key: `k${i}`,
      ...(ref && { ref }),
      ...(h.value && { value: h.value }),
    };
    const before: Enrollment =
      turn.enrollment.status === "ended"
        ? turn.enrollment
        : { ...turn.enrollment, status: h.pause && i % 3 === 0 ? "paused" : "active" };
    turn = advance(draft, before, facts, h.type ? [piece] : [], iso(ms));
    played.turns.push({ turn, now: iso(ms) });
    played.effects.push(...turn.effects);
  }
  return played;
}

const refsOf = (effects: Effect[], { open }: Enrollment): string[] =>
  [
    open.taskId,
    open.staffTaskId,
    ...open.outreachIds,
    ...effects.map((e) => ("task" in e ? e.task.id : "id" in e ? e.id : undefined)),
  ].filter((id) => id !== undefined);

/** The same journey with everything mended that can be, so that lint has only circles to refuse. */
function mended(draft: JourneyDraft): JourneyDraft {
  const there = (to: string | undefined) => (to !== undefined && to in draft.steps ? to : "end");
  const time = (d: string | undefined) => (d && d !== "PT0S" && !d.startsWith("-") ? d : "P1D");
  const targets = new Set(["next", "else", "body", "onSilence", "onTimeout", "skipTo", "onUndeliverable"]);
  const fix = (key: string, value: unknown): unknown => {
    if (value === "((") return "true";
    if (typeof value === "string") return targets.has(key) ? there(value) : value;
    if (Array.isArray(value)) return value.map((v) => fix("", v));
    if (typeof value !== "object" || value === null) return value;
    const inner = key === "answers" || key === "outcomes" ? "next" : undefined;
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, fix(inner ?? k, v)]));
  };
  const steps = Object.entries(draft.steps).map(([name, step]): [string, unknown] => {
    const waits =
      step.do === "wait" && step.event ? { within: time(step.within), onTimeout: there(step.onTimeout) } : {};
    const spans = step.do === "wait" && step.for ? { for: time(step.for) } : {};
    const late =
      step.do === "wait" && step.until ? { late: step.late ?? "now", skipTo: there(step.skipTo) } : {};
    const asks = "onSilence" in step || "answers" in step || "outcomes" in step;
    const patient = asks
      ? {
          within: time("within" in step ? (step.within as string) : undefined),
          onSilence: there(step.onSilence as string),
        }
      : {};
    const due = step.do === "staff-task" ? { due: time(step.due) } : {};
    const known = step.do === "escalate" ? { do: "notify", event: "e", next: "end" } : step;
    return [name, fix("", { ...known, ...waits, ...spans, ...late, ...patient, ...due })];
  });
  const whole = {
    ...draft,
    purpose: "care",
    subject: "appointment",
    start: steps[0]?.[0],
    onMoved: undefined,
    exitWhen: [],
    steps: Object.fromEntries([...steps, ["end", { do: "end", outcome: "done" }]]),
  };
  const parsed = JourneyDraft.parse(JSON.parse(JSON.stringify(whole)));
  const reached = new Set<string>();
  const ahead = [parsed.start];
  for (let name = ahead.pop(); name; name = ahead.pop()) {
    const step = parsed.steps[name];
    if (!step || reached.has(name)) continue;
    reached.add(name);
    ahead.push(...edges(name, step).map((e) => e.to));
  }
  return {
    ...parsed,
    steps: Object.fromEntries(Object.entries(parsed.steps).filter(([name]) => reached.has(name))),
  };
}

const freeze = <T>(value: T): T => {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
};

const runs = { numRuns: 3000 };
const lives = (predicate: (draft: JourneyDraft, happenings: Happening[]) => void) =>
  fc.property(definition, fc.array(happening, { maxLength: 12 }), predicate);

describe("whatever the definition, the news and the time", () => {
  it("an enrollment waits with a deadline ahead, or has ended with a reason (invariant 6)", () => {
    fc.assert(
      lives((draft, happenings) => {
        for (const { turn, now } of play(draft, happenings).turns) {
          const { status, wakeAt, outcome, reason, open, step } = turn.enrollment;
          if (status === "active") expect([wakeAt && wakeAt > now, step]).toEqual([true, expect.any(String)]);
          if (status === "ended")
            expect([outcome, reason, wakeAt, open]).toEqual([
              expect.any(String),
              expect.any(String),
              undefined,
              { outreachIds: [] },
            ]);
        }
      }),
      runs,
    );
  });

  it("the same life replayed is the same, and what went in is untouched", () => {
    fc.assert(
      lives((draft, happenings) => {
        expect(play(freeze(draft), happenings)).toEqual(play(draft, happenings));
      }),
      { numRuns: 500 },
    );
  });

  it("nothing is opened twice, or written twice in a turn, and an end leaves nothing open", () => {
    fc.assert(
      lives((draft, happenings) => {
        const { turns } = play(draft, happenings);
        const opened = new Set<string>();
        const closed = new Set<string>();
        for (const { turn } of turns) {
          const ids = turn.effects
            .map((e) => ("task" in e ? e.task.id : "id" in e ? e.id : undefined))
            .filter((id) => id !== undefined);
          expect(new Set(ids).size).toBe(ids.length);
          for (const effect of turn.effects) {
            if (effect.do === "open-task" || effect.do === "open-staff-task") {
              expect(opened).not.toContain(effect.task.id);
              opened.add(effect.task.id);
            }
            if (effect.do === "plan-outreach") {
              expect(opened).not.toContain(effect.id);
              opened.add(effect.id);
            }
            if (effect.do === "close-task") closed.add(effect.id);
          }
        }
        if (turns.at(-1)?.turn.enrollment.status === "ended")
          for (const id of opened) if (id.startsWith("ptk_")) expect(closed).toContain(id);
      }),
      runs,
    );
  });

  it("a journey that lint passes never ends for a missing step, a circle or a silence without a way on", () => {
    const known = {
      templates: { t: { channels: ["sms" as const], purpose: "care" as const } },
      journeys: ["j"],
    };
    let clean = 0;
    fc.assert(
      lives((draft, happenings) => {
        const sound = mended(draft);
        if (lintJourney(sound, known, defaultPolicy).length > 0) return;
        clean++;
        const reason = play(sound, happenings).turns.at(-1)?.turn.enrollment.reason ?? "";
        expect(["unknown_step", "loop", "silence", "timeout", "not_available", "no_arm"]).not.toContain(
          reason,
        );
      }),
      { numRuns: 4000 },
    );
    expect(clean).toBeGreaterThan(1000);
  });

  it("can be drawn, with an arrow for every way out", () => {
    fc.assert(
      fc.property(definition, (draft) => {
        const ways = Object.entries(draft.steps).flatMap(([name, s]) =>
          edges(name, s).filter((e) => e.to in draft.steps),
        );
        const entry = draft.start in draft.steps ? 1 : 0;
        expect(journeyPicture(draft).split("-->").length - 1 - entry).toBe(ways.length);
      }),
      { numRuns: 300 },
    );
  });
});
