import { expect, it } from "vitest";
import { faultKinds } from "./faults.ts";
import { play } from "./play.ts";
import { storyOf } from "./story.ts";

/** Nothing goes wrong but the one death. */
const without = Object.keys(faultKinds);

/** One patient and one visit, every path of a reminder: short enough to be killed at each of its steps. */
const answered = storyOf(5, { small: true });
const silent = storyOf(3, { small: true });

it.each([
  ["who answers", answered],
  ["who is silent, until staff call", silent],
])(
  "holds every invariant whichever step of the story of a patient %s is the handler's last",
  async (_name, story) => {
    const { calls, left, broken } = await play(story, { without });
    expect(broken).toEqual([]);
    expect(left).toBeGreaterThan(1);
    const found: string[] = [];
    for (let call = 1; call <= calls; call++)
      for (const when of ["before", "after"] as const)
        for (const { invariant, faults } of (await play(story, { without, kill: { call, when } })).broken)
          found.push(`killed ${when} call ${call}: ${invariant} ${faults[0]}`);
    expect(found).toEqual([]);
  },
  120_000,
);
