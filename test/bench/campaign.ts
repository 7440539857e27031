import { movableClock } from "#lib/adapters/local/clock.ts";
import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import { patientIdFrom } from "#lib/domain/ids.ts";
import { matcher } from "#lib/domain/segment/condition.ts";
import { emptyProfile, whoOf } from "#lib/domain/segment/profile.ts";
import { secrets } from "#lib/lambda/secrets.ts";
import type { ChannelPort, Log, Records } from "#lib/ports.ts";
import { controlCampaign } from "#lib/usecases/campaigns/control-campaign.ts";
import { reportCampaign } from "#lib/usecases/campaigns/report-campaign.ts";
import { openOperation, workOn } from "#lib/usecases/operations/operate.ts";
import { deliver } from "#lib/usecases/outreach/deliver.ts";
import { aPatient, aTuesday, later } from "../support/builders.ts";
import { campaignTable, operationId, staff } from "./campaign-table.ts";
import { prices } from "./prices.ts";

/**
 * A campaign to 100,000 patients of the memory twin: planned, throttled, paused, resumed and stopped, with the real
 * delivery behind it; nobody may get it twice. And a segment's condition of seven clauses over a million patients.
 * `node test/bench/campaign.ts [patients]`; exits 1 where a promise is not kept.
 */
const count = Number(process.argv[2] ?? 100_000);
const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const said: string[] = [];
const say = (what: string, value: string | number): void => {
  said.push(`| ${what} | ${value} |`);
  console.log(what.padEnd(58), value);
};
const failures: string[] = [];
const promise = (what: string, kept: boolean): void => {
  if (!kept) failures.push(what);
};

/** What is in use once the rubbish is out, where `--expose-gc` lets that be asked. */
function megabytes(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
}

type Metered = { records: Records; writeUnits: () => number; readUnits: () => number };

/** Counts writes as DynamoDB prices them: a unit per KB of each item put. */
function counted(records: Records): Metered {
  let writes = 0;
  let reads = 0;
  return {
    writeUnits: (): number => writes,
    readUnits: (): number => reads,
    records: {
      ...records,
      get: async (...args) => {
        const found = await records.get(...args);
        reads += Math.ceil(JSON.stringify(found ?? {}).length / 4096) / (args[2]?.consistent ? 1 : 2);
        return found;
      },
      getMany: async (...args) => {
        const found = await records.getMany(...args);
        for (const one of found)
          reads += Math.ceil(JSON.stringify(one ?? {}).length / 4096) / (args[1]?.consistent ? 1 : 2);
        return found;
      },
      save: async (changes) => {
        await records.save(changes);
        const twice = changes.length > 1 ? 2 : 1;
        for (const { data } of changes) writes += twice * Math.ceil(JSON.stringify(data).length / 1024);
      },
    },
  };
}

function conditionSpeed(): void {
  const matches = matcher(
    "patient.age >= 50 && patient.age < 76 && patient.payer == 'medicare' && 'E11.9' in patient.conditions " +
      "&& 'sms' in patient.channels && patient.silent < 3 && !(patient.risk == 'low')",
  );
  const profiles = Array.from({ length: 5000 }, (_, n) => {
    const patient = aPatient({
      id: patientIdFrom("bench", String(n)),
      birthDate: `${1940 + (n % 50)}-05-05`,
      attributes: { payer: n % 3 ? "medicare" : "other", risk: n % 4 ? "high" : "low" },
    });
    const codes = n % 5 ? { "condition|E11.9": [""] as [string], "condition|I10": [""] as [string] } : {};
    return { ...emptyProfile(patient.id, whoOf(patient)), codes };
  });
  const million = 1_000_000;
  let best = 0;
  for (let round = 0; round < 5; round++) {
    const begun = performance.now();
    for (let n = 0; n < million; n++) matches(profiles[n % profiles.length] as never, aTuesday);
    best = Math.max(best, million / (performance.now() - begun));
  }
  say("condition of seven clauses, patients/s on one core", Math.round(best * 1000).toLocaleString("en"));
  promise("a million patients a second", best * 1000 >= 1_000_000);
}

async function campaign(): Promise<void> {
  const clock = movableClock(aTuesday);
  const twin = memoryRecords();
  const meter = counted(twin);
  const core = { records: meter.records, clock, log: quiet, ids: { unique: ids() }, secrets };
  const { throttle } = await campaignTable(twin, count, Math.ceil(count / 4));
  const id = operationId;
  twin.drain();
  const before = megabytes();
  const sentTo = new Map<string, number>();
  let leftAfterStop = 0;
  let stopped = false;
  const channel: ChannelPort = {
    channel: "sms",
    async send({ address }) {
      sentTo.set(address, (sentTo.get(address) ?? 0) + 1);
      if (stopped) leftAfterStop += 1;
      return { outcome: "accepted", providerId: address };
    },
  };
  const due: { at: string; id: string }[] = [];
  let planned = 0;
  let planningMs = 0;
  let kept = 0;
  const used: number[] = [];

  /** One execution: every part until it waits or is done. Memory is asked beside the table, which is in this process. */
  async function execution(): Promise<void> {
    const opened = await openOperation(core, id);
    for (const part of opened.parts) {
      const begun = performance.now();
      for (;;) {
        const { state, waitSeconds } = await workOn(core, id, part);
        if (state !== "more" || waitSeconds > 0) break;
      }
      planningMs += performance.now() - begun;
      follow();
      if (part % 25 === 24) used.push(megabytes() - Math.round(kept / 2 ** 20));
    }
    follow();
  }
  function follow(): void {
    for (const { after } of twin.drain())
      if (after.event.type === "outreach.planned") {
        planned += 1;
        kept += JSON.stringify({ d: after.data, e: after.event }).length;
        due.push({ at: (after.data as { dueAt: string }).dueAt, id: after.id });
      } else if (after.event.type === "outreach.held")
        due.push({ at: (after.data as { dueAt: string }).dueAt, id: after.id });
  }
  /** Delivers all that is due by then, each trigger twice. */
  async function deliverUntil(at: string): Promise<void> {
    clock.set(at);
    const now = due.filter((one) => one.at <= at);
    due.splice(0, due.length, ...due.filter((one) => one.at > at));
    for (const { id: outreachId } of now) {
      await deliver({ ...core, channel }, { outreachId, channel: "sms" });
      await deliver({ ...core, channel }, { outreachId, channel: "sms" });
    }
    for (const { after } of twin.drain())
      if (after.event.type === "outreach.held")
        due.push({ at: (after.data as { dueAt: string }).dueAt, id: after.id });
  }
  const hour = (n: number): string => later(aTuesday, n * 3_600_000);
  const control = (verb: "pause" | "resume" | "stop") =>
    controlCampaign(core, { id: "c", control: verb }, { actor: staff });

  await execution();
  const writesToPlan = meter.writeUnits();
  const readsToPlan = meter.readUnits();
  const plannedFirst = planned;
  await execution();
  await deliverUntil(hour(1));
  const firstHour = sentTo.size;
  await control("pause");
  await execution();
  await deliverUntil(hour(1.9));
  promise("nothing leaves while it is paused", sentTo.size === firstHour);
  await control("resume");
  for (const n of [2, 2.5, 3]) {
    await execution();
    await deliverUntil(hour(n));
  }
  const beforeStop = sentTo.size;
  await control("stop");
  stopped = true;
  await execution();
  await deliverUntil(hour(9));
  const report = await reportCampaign(core, "c");
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0);

  const rate = planned / (planningMs / 1000);
  say("patients", count.toLocaleString("en"));
  say("outreaches planned", planned.toLocaleString("en"));
  say("planned a second (memory twin, one process)", Math.round(rate).toLocaleString("en"));
  say("write units a planned outreach", (writesToPlan / plannedFirst).toFixed(2));
  say("read units a planned outreach", (readsToPlan / plannedFirst).toFixed(2));
  const usd = (writesToPlan * prices.writeUnit.usd + readsToPlan * prices.readUnit.usd) / plannedFirst;
  say("US dollars a million planned (table only)", (usd * 1_000_000).toFixed(2));
  say("left in the first hour; throttle", `${firstHour}; ${throttle.perHour}`);
  say("left before the stop; after it", `${beforeStop}; ${leftAfterStop}`);
  say("got it twice", [...sentTo.values()].filter((n) => n > 1).length);
  say(
    "report: targeted = fates + not planned",
    `${report.targeted} = ${sum(report.fates)} + ${sum(report.notPlanned)}`,
  );
  const [first, last] = [used[0] ?? before, used.at(-1) ?? before];
  say("heap after each 25 parts, less the twin's table (MB)", used.map((mb) => mb - before).join(" "));
  promise("memory stays flat", last - before < 512 && last - first < 256);
  promise("1,000 planned a second", rate >= 1000);
  promise(
    "nobody twice",
    [...sentTo.values()].every((n) => n === 1),
  );
  promise("nothing after the stop", leftAfterStop === 0 && sentTo.size === beforeStop);
  promise("no more in an hour than the throttle", firstHour <= throttle.perHour);
  promise("numbers add up", report.targeted === sum(report.fates) + sum(report.notPlanned));
}

function ids(): () => string {
  let n = 0;
  return () => `u${++n}`;
}

conditionSpeed();
await campaign();
if (failures.length > 0) {
  console.error(`not kept: ${failures.join("; ")}`);
  process.exitCode = 1;
}
