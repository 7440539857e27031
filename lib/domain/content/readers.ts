import type { Channel } from "../words.ts";

/** A script is for who reads it out, everything else for the patient. */
export const readersLanguage = (channel: Channel, own: string, { language }: { language: string }): string =>
  channel === "staff-call" ? language : own;
