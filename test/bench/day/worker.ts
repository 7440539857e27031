import { parentPort, workerData } from "node:worker_threads";
import { playCohort } from "./cohort.ts";

/** A share of the patients, cohort by cohort, so that memory holds one cohort's day and not a million's. */
export type Share = { from: number; to: number; cohort: number };

const { from, to, cohort } = workerData as Share;
for (let start = from; start < to; start += cohort)
  parentPort?.postMessage(await playCohort(start, Math.min(start + cohort, to)));
