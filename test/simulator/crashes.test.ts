import { expect, it } from "vitest";
import { deathsOf, smallStories } from "./deaths.ts";

/** The longer stories die at each fifth of their steps here, and at every one in `npm run simulate -- --deaths`. */
const every = (name: string): number => (name === "a patient who answers" ? 1 : 5);

it.each(Object.entries(smallStories))(
  "holds every invariant whichever step of the story of %s is a handler's last",
  async (name, story) => {
    const { played, found } = await deathsOf(story, every(name));
    expect(found).toEqual([]);
    expect(played).toBeGreaterThan(100);
  },
  120_000,
);
