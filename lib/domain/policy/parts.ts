import * as z from "zod";
import { Channel, Duration, LocalTime, Purpose } from "../words.ts";

/** HH:MM to HH:MM, the end not included. A day whose window ends before it begins is closed. */
export const Window = z.object({ from: LocalTime, to: LocalTime });
export type Window = z.infer<typeof Window>;

/** When messages may leave, by the recipient's own clock. */
export const Week = z.object({
  weekday: Window,
  saturday: Window,
  sunday: Window,
  federalHolidays: z.enum(["closed", "open"]),
});
export type Week = z.infer<typeof Week>;

/** Whether any day of it opens. */
export const opens = ({ weekday, saturday, sunday }: Week): boolean =>
  weekday.from < weekday.to || saturday.from < saturday.to || sunday.from < sunday.to;

const alwaysClosed = "Leave a day open: a policy that is always closed lets nothing leave, ever.";
export const OpenWeek = Week.refine(opens, alwaysClosed);

export const Budget = z.object({ perDay: z.int().min(1).max(50), perWeek: z.int().min(1).max(200) });

/** Slots that only this class and those above it may take: `care: 1` keeps the last one from operations and marketing. */
const Slots = z.strictObject({
  care: z.int().min(0).max(50).optional(),
  operations: z.int().min(0).max(50).optional(),
});
export const Reserved = z.strictObject({ perDay: Slots.optional(), perWeek: Slots.optional() });
export type Reserved = z.infer<typeof Reserved>;

/** What no address may bear, whoever asks: sends in 24 hours, and attempts in a row that ended badly. */
export const Circuit = z.strictObject({
  sendsPerDay: z.int().min(1).max(100),
  failuresInRow: z.int().min(1).max(20),
});

/** What becomes of a message that is due while its channel is closed: it waits unless its class says otherwise. */
export const WhenClosed = z.partialRecord(Purpose.exclude(["safety"]), z.enum(["hold", "drop"]));

/** How long a channel may be silent before the next one of the plan is tried. */
export const FallbackAfter = z.partialRecord(Channel, Duration);
export type FallbackAfter = z.infer<typeof FallbackAfter>;

/** Settings that change with the rules carry the day from which they hold; the latest that has come is in force. */
export const StopScope = z.enum(["all", "category"]);
export type StopScope = z.infer<typeof StopScope>;
export const DatedStopScope = z.union([
  StopScope,
  z
    .array(z.strictObject({ from: z.iso.date(), value: StopScope }))
    .min(1)
    .max(20),
]);
