import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { counted, type Result } from "../result.ts";
import type { Played } from "./cohort.ts";
import type { Share } from "./worker.ts";

/** Small enough that its day dies young, and about as many as one process would send to in the half minute it keeps settings. */
const cohort = 100;

/** Young objects die young: a third of it takes what several cohorts leave, so that most are gone when it is swept. */
const resourceLimits = { maxYoungGenerationSizeMb: 192 };

/**
 * A day of that many patients in virtual time, on every core of this machine. Patients share nothing here but the clinic,
 * so each worker plays its own share of them on a table of its own, and the memory is a cohort's.
 */
export async function day(patients: number, say: (line: string) => void): Promise<Result[]> {
  const workers = Math.max(1, Math.min(availableParallelism(), Math.ceil(patients / cohort)));
  const each = Math.ceil(patients / workers);
  const began = performance.now();
  const cpu = process.cpuUsage();
  let done = 0;
  const all: Played[] = [];
  const heard = (played: Played): void => {
    all.push(played);
    done += Math.min(cohort, patients - done);
    if (all.length % 100 === 0)
      say(`the day: ${done.toLocaleString("en")} of ${patients.toLocaleString("en")} patients`);
  };
  await Promise.all(
    Array.from({ length: workers }, (_, i) =>
      share({ from: i * each, to: Math.min((i + 1) * each, patients), cohort }, heard),
    ),
  );
  const { user, system } = process.cpuUsage(cpu);
  return results(patients, all, { wall: (performance.now() - began) / 1000, cpu: (user + system) / 1e6 });
}

const share = (workerData: Share, heard: (played: Played) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData, resourceLimits });
    worker.on("message", heard);
    worker.on("error", reject);
    worker.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
  });

const sum = (numbers: (number | undefined)[]): number =>
  numbers.reduce<number>((total, n) => total + (n ?? 0), 0);

function results(patients: number, all: Played[], seconds: { wall: number; cpu: number }): Result[] {
  const of = (type: keyof Played["events"]): number => sum(all.map(({ events }) => events[type]));
  const fates = sum(all.flatMap((played) => Object.values(played.fates)));
  const created = sum(all.map((played) => played.created));
  if (fates < 2 * patients) throw new Error(`${fates} outreaches of ${patients} patients`);
  if (created !== fates) throw new Error(`${created} outreaches began, ${fates} have a fate`);
  const name = `a day of ${patients.toLocaleString("en")} patients`;
  const peakMb = process.resourceUsage().maxRSS / 1024;
  // What a million would take is the target's; a shorter day is judged by its share.
  const target = (120 * patients) / 1e6;
  return [
    counted(`${name}: wall time, patients' arrival included`, "s", seconds.wall, { target }),
    counted(`${name}: processor time, all cores together`, "s", seconds.cpu, {
      note: "what the wall time would be on one core that nobody else uses",
    }),
    counted(`${name}: peak resident memory`, "MB", peakMb, { target: 2048 }),
    counted(`${name}: outreaches`, "", fates, { better: "more" }),
    counted(`${name}: delivered`, "", of("outreach.delivered"), { better: "more" }),
    counted(`${name}: receipts`, "", of("outreach.delivered") + of("outreach.undelivered"), {
      better: "more",
    }),
    counted(`${name}: replies`, "", of("message.received"), { better: "more" }),
    counted(`${name}: STOPs`, "", of("consent.revoked"), { better: "more" }),
    counted(`${name}: changes, each with its audit line`, "", sum(all.map(({ lines }) => lines)), {
      better: "more",
    }),
    counted(`${name}: outreaches a second of wall time`, "/s", fates / seconds.wall, { better: "more" }),
  ];
}
