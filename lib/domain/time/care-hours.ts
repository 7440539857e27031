import type { Policy } from "../policy/policy.ts";
import type { CareHours } from "../policy/replies.ts";
import type { Instant } from "../words.ts";
import { addDuration } from "./duration.ts";
import { nextAllowed } from "./hours.ts";
import { localDay, toInstant } from "./time.ts";

/** The hours of a queue's own people, or the care team's. None where the customer never said: then nobody is away. */
const hoursOf = (
  { careHours, queueHours }: Pick<Policy, "careHours" | "queueHours">,
  queue: string,
): CareHours | undefined => queueHours[queue] ?? careHours;

/**
 * When whoever reads the queue is next there: undefined where that is now, or where no hours are set. All who write
 * within one closed period get the same instant, which names that period.
 */
export function awayUntil(
  policy: Pick<Policy, "careHours" | "queueHours" | "timeZone">,
  queue: string,
  now: Instant,
): Instant | undefined {
  const hours = hoursOf(policy, queue);
  if (!hours) return undefined;
  const zone = policy.timeZone;
  let at = nextAllowed(now, zone, hours);
  const { closedOn = [] } = hours;
  for (const _ of closedOn) {
    const day = localDay(at, zone);
    if (!closedOn.includes(day)) break;
    at = nextAllowed(addDuration(toInstant(day, "00:00", zone), "P1D", zone), zone, hours);
  }
  return at > now ? at : undefined;
}
