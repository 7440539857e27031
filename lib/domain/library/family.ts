import type * as z from "zod";
import { JourneyDraft } from "../journey/definition.ts";
import type { Step } from "../journey/grammar.ts";
import type { Cohort } from "../simulation/people.ts";
import type { WorldEvent } from "../simulation/world-events.ts";

/** Journeys that a customer switches on together, or one module at a time. */
export const modules = [
  "reminders",
  "visits",
  "onboarding",
  "referrals",
  "chronic",
  "transitions",
  "prevention",
  "experience",
] as const;
export type Module = (typeof modules)[number];

/** One journey of the library with all that its readers and the simulator need to know of it. */
export type Family = {
  module: Module;
  journey: JourneyDraft;
  /** What it is for, in a sentence for the people who decide about it. */
  aim: string;
  population: string;
  /** Guideline, regulation or programme that it follows, by name. */
  sources: string[];
  sample: Sample;
};

/** How the simulator makes patients to whom it applies, and what their world does by itself. */
export type Sample = z.input<typeof Cohort> & { world: z.input<typeof WorldEvent>[]; days: number };

/** Parsed at once: what a customer is given has passed the same schema as what they write. */
export const journey = (draft: z.input<typeof JourneyDraft>): JourneyDraft => JourneyDraft.parse(draft);

export const end = (outcome: string): Step => ({ do: "end", outcome });
