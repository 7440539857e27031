import { localDay, localWeek } from "../time/time.ts";
import type { Instant, Purpose } from "../words.ts";
import { isOpen, type Outreach } from "./outreach.ts";

/**
 * Whether hours and budget hold it. They hold neither what somebody's safety hangs on nor the patient's own
 * conversation: an answer to what they wrote or asked for, and the one confirmation of their STOP.
 */
export const isMetered = (o: { purpose: Purpose; inReplyTo?: unknown; confirmsStop?: unknown }): boolean =>
  o.purpose !== "safety" && !o.inReplyTo && !o.confirmsStop;

/** The patient-local day and week whose budget it takes; none where it takes none. */
export const slotOf = (
  o: Pick<Outreach, "purpose" | "inReplyTo" | "confirmsStop">,
  now: Instant,
  zone: string,
): { day: string; week: string } | undefined =>
  isMetered(o) ? { day: localDay(now, zone), week: localWeek(now, zone) } : undefined;

/** What leaves sooner needs no place kept. */
const soonMs = 15 * 60_000;
const keepsPlaces: ReadonlySet<Purpose> = new Set(["care", "operations"]);

/** Whether it waits for its hour or its budget before what ranks lower: marketing has nothing below it. */
export const keepsItsPlace = (o: Outreach, now: Instant): boolean =>
  isOpen(o) && isMetered(o) && keepsPlaces.has(o.purpose) && Date.parse(o.dueAt) - Date.parse(now) > soonMs;
