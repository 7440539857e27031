import type { Story, StoryEvent } from "./events.ts";
import { type FaultKind, faultKinds } from "./faults.ts";
import type { InvariantNumber } from "./invariants.ts";
import { type Broken, play } from "./play.ts";
import { storyOf } from "./story.ts";
import type { WorldOptions } from "./world.ts";

/** A run in as few words as it can be told: what happens, what may not go wrong, and which lots are drawn. */
export type Run = { seed: number; only?: number[] | undefined; without: string[]; chance: number };

export function storyFor({ seed, only }: Pick<Run, "seed" | "only">): Story {
  const story = storyOf(seed);
  return only ? { ...story, events: story.events.filter((e) => only.includes(e.n)) } : story;
}

/** Fewer events move every later lot; a few other lots are tried before an event is called needed. */
const chances = 4;
/** Each try is a run: a shrink ends after this many. */
const mostTries = 400;

export type Shrunk = { run: Run; broken: Broken; events: StoryEvent[]; tries: number };

/** The shortest run found that breaks the same invariant: halves, quarters… of the events left out, then kinds of fault. */
export async function shrink(
  seed: number,
  invariant: InvariantNumber,
  options: WorldOptions = {},
): Promise<Shrunk> {
  let tries = 0;
  let best: Run = { seed, without: [...(options.without ?? [])], chance: options.chance ?? 0 };
  let broken: Broken | undefined;
  const fails = async (run: Run): Promise<boolean> => {
    for (let i = 0; i < chances && tries < mostTries; i++) {
      tries += 1;
      const chance = run.chance + i;
      const { broken: found } = await play(storyFor(run), { ...options, without: run.without, chance });
      const same = found.find((b) => b.invariant === invariant);
      if (!same) continue;
      best = { ...run, chance };
      broken = same;
      return true;
    }
    return false;
  };
  if (!(await fails(best))) throw new Error(`seed ${seed} does not break invariant ${invariant}`);
  const all = storyOf(seed).events.map((e) => e.n);
  await fewer(all, (only) => fails({ ...best, only }));
  for (const kind of Object.keys(faultKinds) as FaultKind[])
    if (!best.without.includes(kind)) await fails({ ...best, without: [...best.without, kind] });
  return { run: best, broken: broken as unknown as Broken, events: storyFor(best).events, tries };
}

/** Leaves out stretches of half the length each time, for as long as it still fails. */
async function fewer(all: number[], fails: (kept: number[]) => Promise<boolean>): Promise<void> {
  let kept = all;
  for (let size = Math.ceil(all.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let at = 0; at < kept.length; ) {
      const rest = [...kept.slice(0, at), ...kept.slice(at + size)];
      if (rest.length > 0 && (await fails(rest))) kept = rest;
      else at += size;
    }
}

/** The command that plays it again. */
export const commandOf = ({ seed, only, without, chance }: Run): string =>
  [
    `npm run simulate -- --seed ${seed}`,
    ...(chance ? [`--chance ${chance}`] : []),
    ...(only ? [`--only ${only.join(",")}`] : []),
    ...(without.length > 0 ? [`--without ${without.join(",")}`] : []),
  ].join(" ");
