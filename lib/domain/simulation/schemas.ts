import * as z from "zod";
import { Instant, Slug } from "../words.ts";
import { Cohort } from "./people.ts";
import { mostPatients, SimulationSettings } from "./settings.ts";
import { SimulationTotals, Together } from "./totals.ts";
import { WorldEvent } from "./world-events.ts";

// Apart from the simulator itself: the API's route table needs the words, and not the journey engine (180 KB) with them.

/** What may be asked of the simulator, by the API and by the terminal. */
export const SimulationRequest = z.strictObject({
  ...SimulationSettings.shape,
  /** How many made-up patients. */
  patients: z.int().min(1).max(mostPatients).default(100),
  /** Of these only those with these numbers, to look at a case again. */
  only: z.array(z.int().min(0).max(mostPatients)).max(mostPatients).optional(),
  cohort: Cohort.prefault({}),
  /** Other journeys that the same patients are in, under one budget; what each is about, and its patients' world. */
  beside: z
    .array(
      z.strictObject({
        journey: Slug,
        cohort: Cohort.optional(),
        world: z.array(WorldEvent).max(50).default([]),
      }),
    )
    .max(5)
    .default([]),
});
export type SimulationRequest = z.infer<typeof SimulationRequest>;

const TimelineLine = z.object({
  at: Instant,
  what: z.string(),
  note: z.string().optional(),
  /** Of which journey, where several are played. */
  journey: z.string().optional(),
});

export const Simulation = z.object({
  start: Instant,
  days: z.int(),
  seed: z.int(),
  totals: SimulationTotals,
  /** What happened to each patient, in order; message texts are not in it. */
  timelines: z.array(
    z.object({
      patient: z.int(),
      patientId: z.string(),
      status: z.enum(["not_enrolled", "active", "paused", "ended"]),
      outcome: z.string().optional(),
      messages: z.int(),
      lines: z.array(TimelineLine),
    }),
  ),
  /** Invariants that did not hold: patient by patient. None in a journey that may be published. */
  faults: z.array(z.object({ patient: z.int().optional(), detail: z.string() })),
  /** Worth a second look. */
  surprises: z.array(z.string()),
  /** Of journeys played together: each other's totals, and the messages of all. */
  together: z
    .object({
      journeys: z.array(z.object({ journey: z.string(), totals: SimulationTotals })),
      messages: Together,
    })
    .optional(),
});
export type Simulation = z.infer<typeof Simulation>;
