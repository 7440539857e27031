import { expect, it } from "vitest";
import { deathsOf, smallStories } from "./deaths.ts";

/** The longer stories die at some of their steps here, and at every one in `npm run simulate -- --deaths`. */
const every: Record<string, number> = {
  "a patient who answers": 1,
  "all that staff can do": 50,
  "every channel there is": 25,
};

it.each(Object.entries(smallStories))(
  "holds every invariant whichever step of the story of %s is a handler's last",
  async (name, story) => {
    const { played, found } = await deathsOf(story, every[name] ?? 5);
    expect(found).toEqual([]);
    expect(played).toBeGreaterThan(50);
  },
  120_000,
);
