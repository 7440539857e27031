import { expect, it } from "vitest";
import { play } from "./play.ts";
import { commandOf } from "./shrink.ts";
import { storyOf } from "./story.ts";

/** The long run is `npm run simulate -- --seeds 10000`; these are other seeds than its first. */
const [from, count] = [1_000_001, 40];

it(`holds every invariant over ${count} stories in which everything goes wrong`, async () => {
  const found: string[] = [];
  for (let seed = from; seed < from + count; seed++)
    for (const { invariant, faults } of (await play(storyOf(seed))).broken)
      found.push(`${commandOf({ seed, without: [], chance: 0 })}: invariant ${invariant}, ${faults[0]}`);
  expect(found).toEqual([]);
}, 120_000);

it("is one run for one seed", async () => {
  const once = await play(storyOf(7));
  expect(await play(storyOf(7))).toEqual(once);
  expect(await play(storyOf(7), { chance: 1 })).not.toEqual(once);
});
