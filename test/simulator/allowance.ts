/** What is wrong, in words; nothing where all holds. */
export type Faults = string[];

/** A config is kept for 30 s by each process, a call may take 20 s and a handler 40, and clocks differ by 2 s. */
export const slackMs = 70_000;

/** Longer than the stream lags with all that befalls its readers. */
export const knownAfterMs = 15 * 60_000;
