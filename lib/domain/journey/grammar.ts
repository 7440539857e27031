import * as z from "zod";
import { FallbackAfter } from "../policy/parts.ts";
import { ChannelPlan, Duration, isOwnName, LocalTime, notOwnName, Slug } from "../words.ts";

/** The steps a journey can be made of. Names and words are the authors' (operations staff), so errors talk to them. */

export const StepName = Slug;
const next = StepName.describe("The step that follows.");

/** CEL over the facts of lib/domain/journey/condition.ts. */
export const Condition = z.string().min(1).max(500);

/** A date the journey hangs on. One that is not known never means "now". */
export const Anchor = z.union([
  z.enum(["appointment.start", "appointment.end", "enrollment.started"]),
  z
    .string()
    .regex(
      /^patient\.attributes\.[A-Za-z0-9_-]{1,64}$/,
      "appointment.start, appointment.end, enrollment.started or patient.attributes.<name>",
    ),
]);

/** The anchor's date, moved by `offset`, at `at` o'clock where it happens (else at the anchor's own time). */
export const Moment = z.strictObject({
  anchor: Anchor,
  offset: Duration.optional(),
  at: LocalTime.optional(),
});
export type Moment = z.infer<typeof Moment>;

const EventName = z.string().regex(/^[a-z-]+\.[a-z-]+$/, "an event such as appointment.moved");
/** Events of the subject's own kind count only where they are the subject's, unless they are `of` the patient. */
export const EventMatch = z.strictObject({
  event: EventName,
  where: Condition.optional(),
  of: z.literal("patient").optional(),
});
export type EventMatch = z.infer<typeof EventMatch>;

const Wait = z
  .strictObject({
    do: z.literal("wait"),
    until: Moment.optional(),
    for: Duration.optional(),
    event: EventName.optional(),
    where: Condition.optional(),
    of: z.literal("patient").optional(),
    /** How long to wait for the event. */
    within: Duration.optional(),
    onTimeout: StepName.optional(),
    /** What happens where the moment has passed on arrival: go on, go to `skipTo`, or end. */
    late: z.enum(["now", "skip", "exit"]).optional(),
    skipTo: StepName.optional(),
    next,
  })
  .refine((w) => [w.until, w.for, w.event].filter((v) => v !== undefined).length === 1, {
    error: "wait for exactly one thing: until (a moment), for (a duration) or event",
  });

const said = {
  template: Slug,
  channels: ChannelPlan,
  variables: z.record(z.string().max(64), z.union([z.string().max(500), z.number()])).optional(),
  /** How long each channel may be silent before the next one is tried, where the policy does not say it. */
  clocks: FallbackAfter.optional(),
  /** It is of no use from then on: not sent, and no longer waited for. */
  expires: Moment.optional(),
  /** Where to go at once when it cannot be delivered; without it, as after silence. */
  onUndeliverable: StepName.optional(),
};

const Message = z.strictObject({
  do: z.literal("message"),
  ...said,
  /** `at-once` leaves the message to itself; an end that follows would take it back. */
  goOn: z.enum(["when-sent", "at-once"]).default("when-sent"),
  next,
});

/** A fact that settles the matter while it is open: asked whenever news comes. */
const DoneWhen = z.strictObject({ if: Condition, next: StepName });

const AnswerName = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,31}$/, "one lower-case word")
  .refine(isOwnName, notOwnName);
const Routes = z
  .record(AnswerName, StepName)
  .refine((r) => Object.keys(r).length > 0, { error: "name at least one, and the step it leads to" });

const asking = {
  ...said,
  answers: Routes,
  /** How long the patient has, counted from when the message may leave. */
  within: Duration.optional(),
  onSilence: StepName.optional(),
  doneWhen: DoneWhen.optional(),
};
const Ask = z.strictObject({ do: z.literal("ask"), task: Slug, ...asking });
const Form = z.strictObject({ do: z.literal("form"), form: Slug, ...asking });
const CheckIn = z.strictObject({ do: z.literal("check-in"), checkIn: Slug, ...asking });

const Branch = z.strictObject({
  do: z.literal("branch"),
  cases: z
    .array(z.strictObject({ if: Condition, next: StepName }))
    .min(1)
    .max(20),
  else: StepName,
});

const Split = z.strictObject({
  do: z.literal("split"),
  /** Shares of the patients; a holdout is an arm that leads to an end. */
  arms: z
    .array(z.strictObject({ name: Slug, share: z.int().min(1).max(1000), next: StepName }))
    .min(2)
    .max(10),
});

const StaffStep = z.strictObject({
  do: z.literal("staff-task"),
  queue: Slug,
  title: z.string().min(1).max(200),
  priority: z.enum(["urgent", "high", "normal", "low"]).default("normal"),
  /** From opening to when the worklist shows it as overdue. */
  due: Duration.optional(),
  /** From opening to when the journey goes on without an outcome; without it 14 days after `due`. */
  within: Duration.optional(),
  expires: Moment.optional(),
  outcomes: Routes,
  onSilence: StepName.optional(),
  doneWhen: DoneWhen.optional(),
});

/** Kept open until ladders exist; lint says that it cannot be published. */
const Escalate = z.looseObject({ do: z.literal("escalate"), next: StepName.optional() });

const Enroll = z.strictObject({
  do: z.literal("enroll"),
  journey: Slug,
  subject: z.enum(["same", "patient"]).default("same"),
  next,
});
const Update = z.strictObject({
  do: z.literal("update"),
  attributes: z.record(z.string().max(64), z.union([z.string().max(500), z.number(), z.boolean()])),
  next,
});
const Notify = z.strictObject({ do: z.literal("notify"), event: Slug, next });

/** Runs the steps from `body` until they come back here, at most `times` times or until the condition holds. */
const Repeat = z.strictObject({
  do: z.literal("repeat"),
  body: StepName,
  times: z.int().min(1).max(100),
  until: Condition.optional(),
  next,
});
const End = z.strictObject({ do: z.literal("end"), outcome: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/) });

export const Step = z.discriminatedUnion("do", [
  Wait,
  Message,
  Ask,
  Form,
  CheckIn,
  Branch,
  Split,
  StaffStep,
  Escalate,
  Enroll,
  Update,
  Notify,
  Repeat,
  End,
]);
export type Step = z.infer<typeof Step>;
export type StepOf<K extends Step["do"]> = Extract<Step, { do: K }>;
export type AskStep = StepOf<"ask" | "form" | "check-in">;

export const asksPatient = (step: Step | undefined): step is AskStep =>
  step?.do === "ask" || step?.do === "form" || step?.do === "check-in";

/** What kind of task it opens: the thread that a late answer belongs to. */
export function taskKind(step: AskStep): string {
  if (step.do === "ask") return step.task;
  return step.do === "form" ? `form:${step.form}` : `check-in:${step.checkIn}`;
}
