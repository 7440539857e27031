import { movableClock } from "#lib/adapters/local/clock.ts";
import { secrets } from "#lib/lambda/secrets.ts";
import type { Log } from "#lib/ports.ts";
import { saveFact } from "#lib/usecases/ingest/save-fact.ts";
import { openOperation, workOn } from "#lib/usecases/operations/operate.ts";
import { saveSegment } from "#lib/usecases/segments/save-segment.ts";
import { engineStore } from "../../bin/local/store.ts";
import { aTuesday } from "../support/builders.ts";
import { publishJourney } from "../support/modules.ts";
import { aWorld } from "../support/world.ts";
import { campaignTable, operationId, staff } from "./campaign-table.ts";
import { tableProcess } from "./table-process.ts";

/**
 * The planner beside its table: another process holds the table, so what this one holds is the planner's alone. And how
 * long a changed fact takes to reach a segment and a journey, on the embedded engine.
 * `node --expose-gc test/bench/campaign-beside.ts [patients]`; exits 1 where a promise is not kept.
 */
const count = Number(process.argv[2] ?? 100_000);
const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const say = (what: string, value: string | number): void => console.log(what.padEnd(58), value);
const failures: string[] = [];
const promise = (what: string, kept: boolean): void => {
  if (!kept) failures.push(what);
};
const megabytes = (): number => {
  (globalThis as { gc?: () => void }).gc?.();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
};

async function planning(): Promise<void> {
  const { records, stop } = tableProcess();
  let n = 0;
  const core = {
    ...{ records, clock: movableClock(aTuesday), log: quiet, secrets },
    ids: { unique: () => `u${++n}` },
  };
  // Everybody's turn is in the first hour, so all of it is planned at once.
  await campaignTable(records, count, count * 2);
  const { parts } = await openOperation(core, operationId);
  const used = [megabytes()];
  let most = 0;
  const begun = performance.now();
  // Side by side, as the distributed map has it; two, for there are two cores.
  const waiting = parts.values();
  const worker = async (): Promise<void> => {
    for (const part of waiting) {
      for (;;) {
        const { state, waitSeconds } = await workOn(core, operationId, part);
        if (state !== "more" || waitSeconds > 0) break;
      }
      most = Math.max(most, Math.round(process.memoryUsage().rss / 2 ** 20));
      if (part % 20 === 19) used.push(megabytes());
    }
  };
  await Promise.all([worker(), worker()]);
  const rate = count / ((performance.now() - begun) / 1000);
  stop();
  say("patients", count.toLocaleString("en"));
  say("planned a second (table in another process)", Math.round(rate).toLocaleString("en"));
  say("planner's heap at the start and after each 20 parts (MB)", used.join(" "));
  say("planner's process at most, code and buffers with it (MB)", most);
  promise("1,000 planned a second", rate >= 1000);
  promise("under 512 MB", most < 512);
  promise("flat memory", (used.at(-1) as number) - (used[0] as number) < 64);
}

/** From the EHR's word to the enrollment that it begins by a segment, in milliseconds of real time. */
async function reaching(): Promise<void> {
  const store = await engineStore({ engine: "dynoxide" });
  const world = await aWorld({ store, journeys: [] });
  const { ports } = world.system;
  const draft = { id: "diabetic", condition: "'E11.9' in patient.conditions" };
  await saveSegment(ports, { id: "diabetic", draft, ifMatch: undefined }, { actor: staff });
  await publishJourney(world, {
    ...{ id: "begins", purpose: "care", category: "test", subject: "patient", start: "rest" },
    enrollWhen: { event: "segment.entered", where: 'news.value == "diabetic"' },
    steps: { rest: { do: "wait", for: "P1D", next: "over" }, over: { do: "end", outcome: "over" } },
  });
  const took: number[] = [];
  for (let n = 0; n < 50; n++) {
    const patientId = await world.patient(`p${n}`);
    const begun = performance.now();
    const code = { code: "E11.9" };
    await saveFact(
      ports,
      { patientId, type: "condition", status: "active", code, reference: "f" },
      { actor: staff },
    );
    await world.settle();
    took.push(performance.now() - begun);
    if ((await world.own("enrollment", patientId)).length !== 1) failures.push("the journey begins");
  }
  await store.stop();
  took.sort((a, b) => a - b);
  const [median, most] = [took[25] as number, took.at(-1) as number];
  say(
    "fact told until its segment's journey runs, ms (median, most)",
    `${median.toFixed(0)}, ${most.toFixed(0)}`,
  );
  promise("under a second", most < 1000);
}

await planning();
await reaching();
if (failures.length > 0) {
  console.error(`not kept: ${[...new Set(failures)].join("; ")}`);
  process.exitCode = 1;
}
