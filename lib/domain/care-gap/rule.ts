import * as z from "zod";
import { Slug } from "../words.ts";

/** Codes of any of a patient's facts; `months`: only the last so many count. */
const Evidence = z.strictObject({
  codes: z.array(z.string().max(100)).min(1).max(500),
  months: z.int().min(1).max(1200).optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** One preventive service, as data: who is due for it, what settles it and for how long, and who is excused. */
export const CareGapRule = z.strictObject({
  id: Slug,
  title: z.string().max(200),
  /** The recommendation or measure it is made from. */
  source: z.string().max(300),
  /** Completed years, both ends included. */
  ages: z.tuple([z.int().min(0), z.int().max(150)]),
  /** Counted today, or on the first day of the year, as measures of a calendar year do. */
  agesOn: z.enum(["today", "new-year"]).default("today"),
  sex: z.enum(["female", "male"]).optional(),
  /** Only for patients with one of these, all of them where several are given: a condition, a risk, a recent visit. */
  needs: z.array(Evidence).max(10).default([]),
  /** Any one of these closes the gap. */
  done: z.array(Evidence).min(1).max(20),
  /** It is open all the same where the latest of these came to more than this. */
  unlessAbove: z.strictObject({ codes: z.array(z.string()).min(1), value: z.number() }).optional(),
  /** Excused: all of one line, from that age on. */
  excuses: z
    .array(z.strictObject({ why: Slug, all: z.array(Evidence).min(1).max(5), from: z.int().optional() }))
    .max(20)
    .default([]),
});
export type CareGapRule = z.infer<typeof CareGapRule>;
