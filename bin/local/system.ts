import { monotonicFactory } from "ulid";
import { create as createDeliver } from "#functions/events/deliver/deliver-on.ts";
import { create as createAdvance } from "#functions/steps/advance.ts";
import { create as createOperate } from "#functions/steps/operate.ts";
import { journeyMachine } from "#infra/journey-machine.ts";
import { Agenda } from "#lib/adapters/local/agenda.ts";
import { type Echo, localChannel } from "#lib/adapters/local/channels.ts";
import type { LocalClock } from "#lib/adapters/local/clock.ts";
import { type LocalMachine, localMachine } from "#lib/adapters/local/machine/machine.ts";
import { localOperations } from "#lib/adapters/local/operations.ts";
import { createOutbox, type Outbox } from "#lib/adapters/local/outbox.ts";
import { type Letters, withOwn } from "#lib/adapters/local/own-channels.ts";
import { localQueue } from "#lib/adapters/local/queue.ts";
import { localTimer } from "#lib/adapters/local/timer.ts";
import { plusMs } from "#lib/domain/time/instant.ts";
import { channels, type Instant } from "#lib/domain/words.ts";
import { secrets } from "#lib/lambda/secrets.ts";
import type { Inbound, Log, Ports, Receipt } from "#lib/ports.ts";
import { followChanges } from "#lib/usecases/follow-changes.ts";
import { receiveMessage } from "#lib/usecases/inbound/receive-message.ts";
import { recordReceipt } from "#lib/usecases/outreach/record-receipt.ts";
import { reconcile } from "#lib/usecases/schedule/reconcile.ts";
import { sweep } from "#lib/usecases/schedule/sweep.ts";
import { askDrifting } from "#lib/usecases/segments/ask-drifting.ts";
import type { Store } from "./store.ts";

/** The state machine's document makes it: asl-validator and the store check it. */
type UpdateItemInput = Parameters<Store["tokens"]["updateItem"]>[0];

export type SystemOptions = { store: Store; clock: LocalClock; log?: Log };

/** The whole system on this machine: the deployed handlers and documents, on twins of what AWS does. */
export type LocalSystem = {
  ports: Ports;
  outbox: Outbox;
  /** By outreach, as the printer gets them. */
  letters: Letters;
  machine: LocalMachine;
  deadLetters: ReturnType<typeof localQueue>["deadLetters"];
  /** Carries out everything that is due now, and what follows from it, until nothing is left to do. */
  settle(): Promise<void>;
  /** Moves the clock there; everything that falls due on the way happens in order, at its own time. */
  runTo(to: Instant): Promise<void>;
  /** When the next thing falls due, a sweep that may find nothing included. */
  next(): Instant | undefined;
  receive(inbound: Inbound): Promise<void>;
  receipt(receipt: Receipt): Promise<void>;
  stop(): Promise<void>;
};

const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** As the stack schedules them; hourly on the virtual clock is enough, because nothing here is lost or late. */
const everyMs = 3_600_000;

export function createSystem({ store, clock, log = quiet }: SystemOptions): LocalSystem {
  const { records } = store;
  const agenda = new Agenda();
  const outbox = createOutbox();
  const letters: Letters = new Map();
  const core = { records, clock, log, ids: { unique: monotonicIds(clock) }, secrets };
  const after = (ms: number): Instant => plusMs(clock.now(), ms);

  const play = (echo: Echo): void =>
    agenda.add(after(echo.afterMs), async () => {
      if ("receipt" in echo) await recordReceipt(core, echo.receipt);
      else await receiveMessage(core, echo.inbound);
    });
  const delivers = channels.map((channel) => {
    const port = withOwn(channel, localChannel(channel, outbox, clock, play), { core, letters });
    return [channel, createDeliver({ ...core, channel: port })] as const;
  });
  const queue = localQueue(agenda, clock, Object.fromEntries(delivers));
  const advance = createAdvance(core);
  const machine = localMachine({
    document: journeyMachine({ advanceFunctionArn: "advance", tableName: "followthrough-local" }),
    lambda: (_, payload) => advance(payload),
    updateItem: (input) => store.tokens.updateItem(input as UpdateItemInput),
    clock,
  });
  const operations = localOperations(agenda, clock, createOperate(core));
  const { files } = store;
  const ports: Ports = { ...core, files, timer: localTimer(agenda, queue), queue, machine, operations };

  const repeat = (name: string, work: () => Promise<unknown>): void =>
    agenda.add(after(everyMs), async () => {
      await work();
      repeat(name, work);
    });
  repeat("sweep", () => sweep(ports));
  repeat("drift", () => askDrifting(ports));
  repeat("reconcile", () => reconcile(ports));

  /** One round of what is due now; false where there was nothing. */
  async function round(): Promise<boolean> {
    const changes = await store.poll();
    if (changes.length > 0) await follow(changes);
    const due = agenda.take(clock.now());
    if (due) await due();
    const turn = machine.due();
    if (turn && turn <= clock.now()) await machine.runDue(clock.now());
    return changes.length > 0 || due !== undefined || (turn !== undefined && turn <= clock.now());
  }

  /** As Lambda does with a stream: what failed is tried again, a few times. */
  async function follow(changes: Awaited<ReturnType<Store["poll"]>>): Promise<void> {
    let left = changes;
    for (let tries = 0; tries < 5 && left.length > 0; tries++) {
      const failed = await followChanges(ports, left);
      const first = failed.sort()[0];
      left = first === undefined ? [] : left.filter((change) => change.sequence >= first);
    }
    if (left.length > 0) log.error("stream.gave_up", { count: left.length });
  }

  async function settle(): Promise<void> {
    while (await round());
  }

  const next = (): Instant | undefined =>
    [agenda.next(), machine.due()].filter((at) => at !== undefined).sort()[0];

  async function runTo(to: Instant): Promise<void> {
    for (;;) {
      await settle();
      const at = next();
      if (at === undefined || at > to) break;
      clock.set(at);
    }
    clock.set(to);
    await settle();
  }

  return {
    ports,
    outbox,
    letters,
    machine,
    deadLetters: queue.deadLetters,
    settle,
    runTo,
    next,
    receive: async (inbound) => void (await receiveMessage(core, inbound)),
    receipt: async (receipt) => void (await recordReceipt(core, receipt)),
    stop: () => store.stop(),
  };
}

/** ULIDs by the system's own clock, so that a story told twice has the same order of ids. */
function monotonicIds(clock: LocalClock): () => string {
  const next = monotonicFactory();
  return () => next(Date.parse(clock.now()));
}
