import { movableClock } from "#lib/adapters/local/clock.ts";
import { seedLibrary } from "../../bin/local/clinic.ts";
import { engineStore, memoryStore, type Store } from "../../bin/local/store.ts";
import { createSystem, type LocalSystem } from "../../bin/local/system.ts";
import { type Size, sizes } from "./effort.ts";
import { arrive, arrives, asked, began, book, castOf, direct, say } from "./flows/cast.ts";
import { processorMs, spreadOf } from "./measure.ts";
import { type Result, timedResult } from "./result.ts";

const minute = 60_000;
const plus = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * minute).toISOString();

/** A journey from the booking over the question and its answer to the visit; and messages outside any journey. */
async function play(
  system: LocalSystem,
  count: number,
  ms: () => number,
): Promise<{ journeys: number; messages: number }> {
  await seedLibrary(system);
  const [visitors, others] = [castOf(count, 0), castOf(count, 1)];
  for (const one of [...visitors, ...others]) await arrive(system, one);
  await system.settle();

  const messages = await seconds(async () => {
    for (const one of others) await direct(system, one);
    await system.runTo(plus(began, 1));
  }, ms);
  const journeys = await seconds(async () => {
    for (const one of visitors) await book(system, one, "booked");
    await system.runTo(asked);
    for (const one of visitors) await say(system, one, "1");
    await system.runTo(arrives);
    for (const one of visitors) await book(system, one, "arrived");
    await system.settle();
  }, ms);
  const left = system.outbox.list().length;
  const ended = system.machine.executions().filter(({ status }) => status === "SUCCEEDED").length;
  if (ended !== count || left < 3 * count) throw new Error(`${ended} journeys ended, ${left} messages left`);
  return { journeys: count / journeys, messages: count / messages };
}

/** On the engine the clock counts, for the engine is another process; in memory the processor's time does. */
async function seconds(work: () => Promise<void>, ms: () => number): Promise<number> {
  const start = ms();
  await work();
  return (ms() - start) / 1000;
}

/** Journeys and messages a second, everything included: handlers, state machine's document, stream, audit, receipts. */
export async function endToEnd(size: Size): Promise<Result[]> {
  const { memory, engine } = sizes[size];
  const rounds = size === "full" ? 5 : size === "quick" ? 3 : 1;
  return [
    ...(await rates("memory twin", async () => memoryStore(), { count: memory, rounds, ms: processorMs })),
    ...(await rates("dynoxide", () => engineStore({ engine: "dynoxide" }), {
      count: engine,
      rounds,
      ms: () => performance.now(),
    })),
  ];
}

async function rates(
  on: string,
  open: () => Promise<Store>,
  { count, rounds, ms }: { count: number; rounds: number; ms: () => number },
): Promise<Result[]> {
  const [journeys, messages]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const system = createSystem({ store: await open(), clock: movableClock(began) });
    const rate = await play(system, count, ms).finally(() => system.stop());
    journeys.push(rate.journeys);
    messages.push(rate.messages);
  }
  return [
    timedResult(`end to end on ${on}: reminder journeys, booked to ended`, "/s", spreadOf(journeys)),
    timedResult(`end to end on ${on}: messages, planned to receipt`, "/s", spreadOf(messages)),
  ];
}
