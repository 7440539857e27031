import * as z from "zod";
import { Channel, Instant } from "./words.ts";

/** What a patient said. The text is PHI: it is in no list and no log. */
export const Message = z.object({
  id: z.string(),
  patientId: z.string(),
  channel: Channel,
  /** The contact point it came from. */
  addressId: z.string().optional(),
  text: z.string().max(2000),
  at: Instant,
  /** What it was understood as: stop, start, help, confirmed, declined, reschedule, unclear… */
  understood: z.string(),
  /** The outreach it answers, where that is known. */
  outreachId: z.string().optional(),
  taskId: z.string().optional(),
});
export type Message = z.infer<typeof Message>;
