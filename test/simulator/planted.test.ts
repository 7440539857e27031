import { describe, expect, it } from "vitest";
import { invariants } from "./invariants.ts";
import { plants } from "./plants.ts";
import { play } from "./play.ts";
import { storyOf } from "./story.ts";

/** A mutation that this many stories do not show is one that the simulator is blind to. */
const mostSeeds = 60;

describe("the simulator finds", () => {
  it.each(Object.entries(plants))("%s", async (_name, { breaks, plant }) => {
    let found: number | undefined;
    for (let seed = 1; seed <= mostSeeds && found === undefined; seed++) {
      const { broken } = await play(storyOf(seed), { plant });
      if (broken.some((b) => b.invariant === breaks)) found = seed;
    }
    expect(found, `no seed broke ${invariants[breaks].name}`).toBeDefined();
  });

  it("each of the ten", () => {
    expect(new Set(Object.values(plants).map((p) => p.breaks)).size).toBe(10);
  });
});
