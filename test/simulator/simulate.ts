import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { progressLine } from "../../bin/local/demo/table.ts";
import { deathsOf, smallStories } from "./deaths.ts";
import { invariants } from "./invariants.ts";
import { type Broken, type Played, play } from "./play.ts";
import { commandOf, type Run, shrink, storyFor } from "./shrink.ts";

const usage = `Plays seeded stories against the whole system and checks the invariants of the design.

  npm run simulate -- --seeds 10000 [--from 1] [--workers 2]   many seeds, on several cores
  npm run simulate -- --seed 4711 [--chance n] [--only 1,2] [--without crash,stale]   one run again, and shorter  npm run simulate -- --deaths                                  small stories, killed at every one of their steps
`;

const { values: flags } = parseArgs({
  options: {
    seeds: { type: "string" },
    from: { type: "string", default: "1" },
    workers: { type: "string", default: String(Math.min(2, availableParallelism())) },
    seed: { type: "string" },
    chance: { type: "string", default: "0" },
    only: { type: "string" },
    without: { type: "string", default: "" },
    deaths: { type: "boolean", default: false },
    "no-shrink": { type: "boolean", default: false },
  },
});

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const numbers = (text: string | undefined): number[] | undefined => text?.split(",").map(Number);

function sayBroken({ invariant, faults, call, at }: Broken, run: Run): void {
  say(`\ninvariant ${invariant} (${invariants[invariant].name}) is broken at ${at}, after ${call} calls:`);
  for (const fault of faults.slice(0, 5)) say(`  ${fault}`);
  say(`  ${commandOf(run)}`);
}

async function shorter(
  seed: number,
  { invariant }: Broken,
  options: { without: string[]; chance: number },
): Promise<void> {
  say("  looking for a shorter run…");
  const { run, broken, events, tries } = await shrink(seed, invariant, options);
  say(`  after ${tries} runs, ${events.length} events are enough:`);
  for (const { n, atMs, ...event } of events)
    say(`    ${n} +${Math.round(atMs / 60_000)} min ${JSON.stringify(event)}`);
  sayBroken(broken, run);
}

async function one(seed: number): Promise<boolean> {
  const run: Run = {
    seed,
    only: numbers(flags.only),
    without: flags.without.split(",").filter(Boolean),
    chance: Number(flags.chance),
  };
  const played = await play(storyFor(run), run);
  say(JSON.stringify({ ...played, broken: played.broken.length }));
  for (const broken of played.broken) sayBroken(broken, run);
  const [first] = played.broken;
  if (first && !flags["no-shrink"] && !run.only) await shorter(seed, first, run);
  return played.broken.length === 0;
}

type Told = Pick<Played, "broken" | "calls" | "left" | "enrollments" | "fates"> & { seed: number };

/** Counts instead of keeping: ten thousand seeds take no more memory than one. */
async function many(count: number): Promise<boolean> {
  const from = Number(flags.from);
  const workers = Number(flags.workers);
  const progress = progressLine(count);
  const sums = { seeds: 0, calls: 0, left: 0, enrollments: 0, fates: {} as Record<string, number> };
  const broken: { seed: number; broken: Broken }[] = [];
  const startedMs = performance.now();
  const hear = (told: Told): void => {
    sums.seeds += 1;
    sums.calls += told.calls;
    sums.left += told.left;
    sums.enrollments += told.enrollments;
    for (const [fate, n] of Object.entries(told.fates)) sums.fates[fate] = (sums.fates[fate] ?? 0) + n;
    for (const one of told.broken) {
      broken.push({ seed: told.seed, broken: one });
      sayBroken(one, { seed: told.seed, without: [], chance: 0 });
    }
    const perSecond = (sums.seeds / (performance.now() - startedMs)) * 1000;
    if (!process.stderr.isTTY && sums.seeds % 500 === 0)
      say(`${sums.seeds} of ${count} seeds, ${perSecond.toFixed(1)} seeds/s, ${broken.length} broken`);
    progress(sums.seeds, `seed ${told.seed}, ${perSecond.toFixed(1)} seeds/s, ${broken.length} broken`);
  };
  await Promise.all(
    Array.from({ length: workers }, (_, i) =>
      runWorker({ from: from + i, to: from + count - 1, step: workers }, hear),
    ),
  );
  const seconds = (performance.now() - startedMs) / 1000;
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  say(
    `\n${JSON.stringify({ ...sums, seconds: Math.round(seconds), seedsPerSecond: +(sums.seeds / seconds).toFixed(1), workers, peakMb, broken: broken.length })}`,
  );
  const [first] = broken;
  if (first && !flags["no-shrink"]) await shorter(first.seed, first.broken, { without: [], chance: 0 });
  return broken.length === 0;
}

/** Twice what the longest story needs: so garbage is taken out before it fills the machine. */
const resourceLimits = { maxOldGenerationSizeMb: 256 };

const runWorker = (workerData: object, hear: (told: Told) => void): Promise<void> =>
  new Promise((done, failed) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData, resourceLimits });
    worker
      .on("message", hear)
      .on("error", failed)
      .on("exit", () => done());
  });

async function everyDeath(): Promise<boolean> {
  let whole = true;
  for (const [name, story] of Object.entries(smallStories)) {
    const { calls, played, found } = await deathsOf(story);
    say(`${name}: ${calls} calls, ${played} deaths, ${found.length} broken`);
    for (const one of found) say(`  ${one}`);
    whole &&= found.length === 0;
  }
  return whole;
}

if (flags.deaths) process.exitCode = (await everyDeath()) ? 0 : 1;
else if (flags.seed) process.exitCode = (await one(Number(flags.seed))) ? 0 : 1;
else if (flags.seeds) process.exitCode = (await many(Number(flags.seeds))) ? 0 : 1;
else say(usage);
