import { parentPort, workerData } from "node:worker_threads";
import { play } from "./play.ts";
import { storyOf } from "./story.ts";

/** Plays every `step`-th seed and tells what came of each. */
const { from, to, step } = workerData as { from: number; to: number; step: number };

for (let seed = from; seed <= to; seed += step) {
  const { broken, calls, left, enrollments, fates } = await play(storyOf(seed));
  parentPort?.postMessage({ seed, broken, calls, left, enrollments, fates });
}
