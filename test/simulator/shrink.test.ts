import { expect, it } from "vitest";
import { plants } from "./plants.ts";
import { play } from "./play.ts";
import { commandOf, shrink, storyFor } from "./shrink.ts";
import { storyOf } from "./story.ts";

it("tells a broken run in a few events, and the command that plays it again", async () => {
  const { breaks, plant } = plants["a gate without quiet hours"] as (typeof plants)[string];
  const seed = await firstSeed(async (n) =>
    (await play(storyOf(n), { plant })).broken.some((b) => b.invariant === breaks),
  );
  const { run, broken, events } = await shrink(seed, breaks, { plant });
  expect(broken.faults[0]).toMatch(/outside the hours/);
  expect(events.length).toBeLessThanOrEqual(3);
  expect(commandOf(run)).toMatch(
    new RegExp(`^npm run simulate -- --seed ${seed}.* --only [\\d,]+ --without .*crash`),
  );
  const again = await play(storyFor(run), { ...run, plant });
  expect(again.broken.map((b) => b.invariant)).toContain(breaks);
}, 60_000);

async function firstSeed(breaks: (seed: number) => Promise<boolean>): Promise<number> {
  for (let seed = 1; seed < 60; seed++) if (await breaks(seed)) return seed;
  throw new Error("no seed breaks it");
}
