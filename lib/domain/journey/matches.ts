import type { Subject } from "../enrollment.ts";
import type { Instant } from "../words.ts";
import { type Happened, holds } from "./condition.ts";
import type { Facts } from "./effects.ts";
import { isAbout, isEvent } from "./events.ts";
import type { EventMatch } from "./grammar.ts";

/** Whether what happened is the event named, happened to whom it is meant for, and met its condition then. */
export const matches = (
  match: EventMatch,
  facts: Facts,
  happened: Happened & { at: Instant },
  subject: Subject,
): boolean =>
  isEvent(match.event, happened.type) &&
  (match.of === "patient" || isAbout(subject, happened.type, happened.ref)) &&
  (!match.where || holds(match.where, facts, happened.at, happened));
