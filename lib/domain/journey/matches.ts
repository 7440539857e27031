import type { Instant } from "../words.ts";
import { holds } from "./condition.ts";
import type { Facts } from "./effects.ts";
import type { EventMatch } from "./grammar.ts";

/** Whether what happened is the event named, with its condition met at that moment. */
export const matches = (
  match: EventMatch,
  facts: Facts,
  happened: { type: string; at: Instant; value?: string | undefined },
): boolean =>
  match.event === happened.type && (!match.where || holds(match.where, facts, happened.at, happened));
