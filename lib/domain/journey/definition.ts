import * as z from "zod";
import type { Fault } from "../errors.ts";
import { Duration, Purpose, Slug } from "../words.ts";
import { EventMatch, Step, StepName } from "./grammar.ts";

export const mostSteps = 200;

/**
 * `wins`: the other is ended when this one begins, and does not begin while this one runs. `merge`: this one keeps
 * silent while the other runs: its messages are passed over, its waits and tasks go on.
 */
const Beside = z.strictObject({ journey: Slug, rule: z.enum(["wins", "merge", "both"]) });

/** A care journey as its authors write it. Running, linting and drawing it are functions beside this file. */
export const JourneyDraft = z.strictObject({
  id: Slug,
  title: z.string().min(1).max(120).optional(),
  /** Which consent its messages need, and which budget class they take. */
  purpose: Purpose,
  category: Slug,
  /** Whose policy and consent its messages follow, and whose queue reads the answers; else the template's, then the patient's. */
  program: Slug.optional(),
  /** One enrollment per one of these. */
  subject: z.enum(["patient", "appointment", "referral", "episode"]),
  /** `per-patient`: one run for the patient, whatever the subject that began it. */
  concurrency: z.enum(["per-subject", "per-patient"]).optional(),
  enrollWhen: EventMatch,
  /** Whether a patient may run through it again, and how long after its end; never, without it. */
  again: z.strictObject({ after: Duration }).optional(),
  /** How it goes with other journeys of the same patient; both run, without a word about it. */
  with: z.array(Beside).max(20).optional(),
  exitWhen: z
    .array(EventMatch.extend({ reason: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/) }))
    .max(20)
    .default([]),
  /** Reaching it ends the journey: the loop is closed. */
  goal: EventMatch.optional(),
  start: StepName,
  /** Where to begin again when the visit moves after the patient was told of it; `start` without it. */
  onMoved: StepName.optional(),
  steps: z
    .record(StepName, Step)
    .refine((steps) => Object.keys(steps).length <= mostSteps, { error: `at most ${mostSteps} steps` }),
});
export type JourneyDraft = z.infer<typeof JourneyDraft>;

/** A published version: immutable but for its retirement. */
export type JourneyVersion = {
  id: string;
  version: number;
  status: "published" | "retired";
  definition: JourneyDraft;
};

/** The faults of a definition that does not fit the schema, each sentence naming its step. */
export const journeyFaults = (error: z.ZodError): Fault[] =>
  error.issues.map((issue) => {
    const [room, step, ...field] = issue.path.map(String);
    const inStep = room === "steps" && step !== undefined;
    const where = inStep ? `Step "${step}"${field.length > 0 ? `, ${field.join(".")}` : ""}: ` : "";
    return { pointer: pointerTo(...issue.path.map(String)), detail: `${where}${issue.message}` };
  });

/** RFC 6901. */
export const pointerTo = (...path: string[]): string =>
  path.map((part) => `/${part.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
