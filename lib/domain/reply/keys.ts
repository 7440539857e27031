import { stopKey } from "../content/spoken.ts";
import type { Channel } from "../words.ts";

/** What was said, where it was a key of the phone: one key stops the calls, the others are the answers 1, 2 and 3. */
export const saidBy = (channel: Channel, text: string): string =>
  channel === "voice" && text.trim() === stopKey ? "STOP" : text;
