import * as z from "zod";
import { factTypes } from "../fact.ts";
import { appointmentStatuses } from "../visit/appointment.ts";
import { Duration } from "../words.ts";

const Text = z.string().max(200);

/** What the EHR or the patient's life brings: a visit of theirs, a fact of their care, a changed attribute. */
export const Told = z.union([
  z.strictObject({
    event: z.enum([
      "appointment.booked",
      "appointment.moved",
      "appointment.cancelled",
      "appointment.updated",
    ]),
    visit: z
      .strictObject({ status: z.enum(appointmentStatuses).optional(), visitType: Text.optional() })
      .optional(),
    /** How far a visit that moves is moved. */
    by: Duration.optional(),
  }),
  z.strictObject({ event: z.enum(["appointment.arrived", "appointment.noshow", "appointment.fulfilled"]) }),
  z.strictObject({
    event: z.enum(["fact.recorded", "fact.updated"]),
    /** A new fact; without a type, the journey's own is changed. */
    fact: z.strictObject({
      type: z.enum(factTypes).optional(),
      status: Text.optional(),
      code: Text.optional(),
    }),
  }),
  z.strictObject({
    event: z.literal("patient.updated"),
    attributes: z.record(Text, z.union([Text, z.number(), z.boolean()])),
  }),
]);
export type Told = z.infer<typeof Told>;

/**
 * In a share of the patients, this long after something, this is told. `on`: `begin` (of the enrollment), `visit` (the
 * start of the visit it is about), an answer (`answered:confirmed`) or a staff task's outcome (`outcome:booked`).
 */
export const WorldEvent = z.strictObject({
  on: z
    .string()
    .regex(/^(begin|visit|(answered|outcome):[a-z][a-z0-9_-]*)$/, "begin, visit, answered:… or outcome:…"),
  after: Duration.default("PT0S"),
  share: z.number().min(0).max(1).default(1),
  tell: Told,
});
export type WorldEvent = z.infer<typeof WorldEvent>;
