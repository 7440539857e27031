import * as z from "zod";
import { CalendarDate, Language, Slug } from "../words.ts";
import { opens, Week } from "./parts.ts";

/** When the care team reads what patients write, by the customer's own clock; `closedOn` are its own holidays. */
export const CareHours = Week.extend({ closedOn: z.array(CalendarDate).max(100).optional() }).refine(
  opens,
  "Leave a day open: a team that never reads can answer nobody.",
);
export type CareHours = z.infer<typeof CareHours>;

/** One rule: whatever it names must be so. `urgent` are words of danger. */
const conditions = {
  topic: Slug.optional(),
  program: Slug.optional(),
  department: Slug.optional(),
  location: Slug.optional(),
  urgent: z.boolean().optional(),
};
export const ReplyRule = z
  .strictObject({ queue: Slug, ...conditions })
  .refine((rule) => Object.keys(rule).length > 1, "Say when the rule holds: topic, program, department…");
export type ReplyRule = z.infer<typeof ReplyRule>;

/** Words and phrases, in any language, that make what a patient writes about a topic. */
export const ReplyTopics = z.record(Slug, z.array(z.string().trim().min(2).max(60)).min(1).max(100));

/** The customer's own words about what to do in an emergency, by language. */
export const Crisis = z.record(Language, z.string().trim().min(1).max(200));

/** Without words of the customer's own. 988 is the Suicide and Crisis Lifeline (47 CFR 52.200). */
export const defaultCrisis: z.infer<typeof Crisis> = {
  en: "In an emergency, call 911 now. In a crisis, call or text 988.",
  es: "En una emergencia, llame al 911 ya. En una crisis, llame o escriba al 988.",
};

/** How many automatic answers an address gets within an hour, and how long it rests once it seems to be a robot. */
export const Robots = z.strictObject({
  answersPerHour: z.int().min(1).max(20),
  restHours: z.int().min(1).max(168),
});
