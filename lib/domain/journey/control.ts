import type { Enrollment } from "../enrollment.ts";
import { Refusal } from "../errors.ts";
import type { Instant } from "../words.ts";
import { advance, runOf, turnOf } from "./advance.ts";
import type { JourneyDraft } from "./definition.ts";
import type { Facts, Turn } from "./effects.ts";
import { stop } from "./run.ts";
import { settle } from "./settle.ts";

/** What is needed to take a turn of an enrollment. */
export type Running = { definition: JourneyDraft; before: Enrollment; facts: Facts; now: Instant };

/** Ends it where it stands and closes what it has open. One that has ended stays as it ended. */
export function endNow({ definition, before, facts, now }: Running, reason: string): Turn {
  if (before.status === "ended") return { enrollment: before, effects: [] };
  const { pending: _, ...rest } = before;
  const run = runOf(definition, rest, facts, now);
  settle(run, stop(reason));
  return turnOf(run);
}

/** Nothing of it leaves and it takes no step until it is resumed; its news is kept. Throws `wrong_state`. */
export function paused(before: Enrollment): Enrollment {
  if (before.status === "ended") throw new Refusal("wrong_state", "The enrollment has ended.");
  return { ...before, status: "paused" };
}

/** Acts on the news that came meanwhile, then on its deadline if that has passed. Throws `wrong_state`. */
export function resumed({ definition, before, facts, now }: Running): Turn {
  if (before.status === "ended") throw new Refusal("wrong_state", "The enrollment has ended.");
  if (before.status === "active") return { enrollment: before, effects: [] };
  return advance(definition, { ...before, status: "active" }, facts, [], now);
}
