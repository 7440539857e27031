import { busyStory } from "./busy-story.ts";
import { channelStory } from "./channel-story.ts";
import { deskStory } from "./desk-story.ts";
import type { Story } from "./events.ts";
import { faultKinds } from "./faults.ts";
import { play } from "./play.ts";
import { storyOf } from "./story.ts";

/** Short enough to be killed at each of their steps; together they take every path of the system. */
export const smallStories: Record<string, Story> = {
  "a patient who answers": storyOf(5, { small: true }),
  "a patient who is silent, until staff call": storyOf(3, { small: true }),
  "everything that can happen from outside": busyStory,
  "all that staff can do": deskStory,
  "every channel there is": channelStory,
};

/** Nothing goes wrong but the one death; a provider has its moods, so that refusals and throttles are among the paths. */
const without = Object.keys(faultKinds).filter((kind) => kind !== "provider");

export type Deaths = { calls: number; played: number; found: string[] };

/**
 * Plays the story once per call of a port, whose handler dies after the call took effect. Between two calls a handler
 * only computes, so to die after one is to die before its next; only the first of a handler has none before it, and to
 * die there is not to have been called. `every` leaves out all but each so-manieth call.
 */
export async function deathsOf(story: Story, every = 1): Promise<Deaths> {
  const { calls, broken } = await play(story, { without });
  const found = broken.map(({ invariant, faults }) => `nobody killed: ${invariant} ${faults[0]}`);
  let played = 0;
  for (let call = 1; call <= calls; call += every, played++)
    for (const { invariant, faults } of (await play(story, { without, kill: { call, when: "after" } }))
      .broken)
      found.push(`killed after call ${call}: ${invariant} ${faults[0]}`);
  return { calls, played, found };
}
