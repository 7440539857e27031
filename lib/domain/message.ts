import * as z from "zod";
import { Channel, Instant } from "./words.ts";

/** Why an address is taken for a robot's: a code. `muted`: it was, and its rest is not over. */
export const robotSigns = ["auto_reply", "repeated", "flood", "instant", "loop", "muted"] as const;
export type RobotSign = (typeof robotSigns)[number];

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
  /** The relation whose address it came from, by reference. */
  relation: z.string().max(128).optional(),
  /** Why it is taken for a machine's. */
  robot: z.enum(robotSigns).optional(),
});
export type Message = z.infer<typeof Message>;
