import { describe, expect, it } from "vitest";
import { invariants } from "./invariants.ts";
import { plants } from "./plants.ts";
import { plantsOfChannels } from "./plants-of-channels.ts";
import { plantsOfConcerns } from "./plants-of-concerns.ts";
import { play } from "./play.ts";
import { storyOf } from "./story.ts";

/** A mutation that this many stories do not show is one that the simulator is blind to. */
const mostSeeds = 60;

const planted = { ...plants, ...plantsOfConcerns, ...plantsOfChannels };

describe("the simulator finds", () => {
  it.each(Object.entries(planted))("%s", async (_name, { breaks, about, from = 1, plant }) => {
    let found: number | undefined;
    let stories = 0;
    for (let seed = from; stories < mostSeeds && found === undefined; seed++) {
      const story = storyOf(seed);
      if (about && !about.every((name) => story.about.includes(name))) continue;
      stories += 1;
      const { broken } = await play(story, { plant });
      if (broken.some((b) => b.invariant === breaks)) found = seed;
    }
    expect(found, `no seed broke ${invariants[breaks].name}`).toBeDefined();
  });

  it("each of the invariants", () => {
    const all = new Set(Object.values(planted).map((p) => p.breaks));
    expect(all.size).toBe(Object.keys(invariants).length);
  });
});
