import { create as createAdvance } from "#functions/steps/advance.ts";
import { create as createOperate } from "#functions/steps/operate.ts";
import { journeyMachine } from "#infra/journey-machine.ts";
import { type LocalMachine, localMachine } from "#lib/adapters/local/machine/machine.ts";
import { localOperations } from "#lib/adapters/local/operations.ts";
import { type Channel, channels } from "#lib/domain/words.ts";
import type {
  ChannelPort,
  Clock,
  DeliverMessage,
  Envelope,
  Inbound,
  JourneyMachine,
  Log,
  Ports,
  Receipt,
  RecordedChange,
  Records,
} from "#lib/ports.ts";
import { followChanges } from "#lib/usecases/follow-changes.ts";
import { receiveMessage } from "#lib/usecases/inbound/receive-message.ts";
import { deliver } from "#lib/usecases/outreach/deliver.ts";
import { recordReceipt } from "#lib/usecases/outreach/record-receipt.ts";
import { type Random, randomFrom } from "../../bin/local/clinic/random.ts";
import type { Story } from "./events.ts";
import { Faults, type Kill } from "./faults.ts";
import { libraryChanges } from "./library.ts";
import { Mirror } from "./mirror.ts";
import { Outlets, ownMessage } from "./outlets.ts";
import type { Plant, UpdateCall } from "./planting.ts";
import { queuePort, SimQueue, timerPort } from "./services.ts";
import { Stream } from "./stream.ts";
import { Table } from "./table.ts";
import "./preload.ts";
import { type Ending, Tasks } from "./tasks.ts";
import { VirtualClock } from "./virtual-clock.ts";
import { Witness } from "./witness.ts";

export type WorldOptions = { chance?: number; without?: readonly string[]; kill?: Kill; plant?: Plant };

/** What one process has: its own cache (by its records), and a clock of its own. */
export type Core = { records: Records; clock: Clock; ids: Ports["ids"]; secrets: Ports["secrets"]; log: Log };

const processes = [
  "api",
  "stream-a",
  "stream-b",
  "advance",
  "deliver-a",
  "deliver-b",
  "inbound",
  "receipts",
  "schedule",
  "operate",
  "pages",
] as const;
export type ProcessName = (typeof processes)[number];

/** The whole system on twins that fail: the real use cases and the real journey document, and a seed. */
export class World {
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly faults: Faults;
  readonly tasks: Tasks;
  readonly mirror = new Mirror();
  readonly witness: Witness;
  readonly table: Table;
  readonly stream: Stream;
  readonly queue: SimQueue<DeliverMessage>;
  readonly inbound: SimQueue<Inbound>;
  readonly outlets: Outlets;
  readonly receipts: SimQueue<Receipt>;
  readonly machine: LocalMachine;
  /** Told of every message that left, so that its patient may answer. */
  onLeft: (envelope: Parameters<Witness["left"]>[0]) => void = () => undefined;
  readonly #cores = new Map<ProcessName, Core>();
  readonly #ports: Pick<Ports, "timer" | "queue" | "machine" | "operations">;
  #unique = 0;

  private constructor(story: Story, { chance = 0, without, kill, plant }: WorldOptions) {
    this.clock = new VirtualClock(story.start);
    this.random = randomFrom(story.seed * 40_503 + chance * 7_368_787 + 5);
    this.faults = new Faults(this.random, {
      ...(without && { without }),
      ...(kill && { kill }),
      ...(plant?.likely && { likely: plant.likely }),
    });
    this.tasks = new Tasks(this.clock, this.random, this.faults);
    this.witness = new Witness(story, this.mirror, this.clock);
    const changed = (change: RecordedChange): void => {
      this.witness.changed(change);
      const own = ownMessage(change, this.mirror);
      if (own) this.#left(own);
      this.stream.push(change);
    };
    const { clock, random, faults, tasks, mirror } = this;
    this.table = new Table({ tasks, faults, clock, mirror, changed });
    const sees = this.witness.sees;
    for (const name of processes) this.#cores.set(name, this.#coreOf(name, plant));
    const services = { tasks, clock, random, faults, sees };
    this.outlets = new Outlets({
      ...{ tasks, clock, random, faults, about: story.about, core: this.core("deliver-a") },
      left: (envelope) => this.#left(envelope),
      receipt: (receipt, afterMs) => this.receipts.put(receipt, afterMs),
      asked: (ask) => this.witness.evidence.asked.push(ask),
      plant,
    });
    const ports = new Map(channels.map((channel) => [channel, this.#portOf(channel, plant)]));
    this.queue = new SimQueue(services, (message) =>
      this.#deliver(message, ports.get(message.channel) as ChannelPort),
    );
    this.inbound = new SimQueue({ ...services, sees: () => undefined }, (message) => this.#receive(message));
    this.receipts = new SimQueue(services, (receipt) => this.#receipt(receipt, plant));
    const document = journeyMachine({
      advanceFunctionArn: "advance",
      tableName: "simulated",
      ...(story.about.includes("longRuns") && { mostTurns: 2 }),
    });
    this.machine = localMachine({
      document: plant?.document?.(document) ?? document,
      clock,
      lambda: (_, payload) => this.#advance(payload),
      updateItem: (input) =>
        this.table.updateItem((plant?.updateItem?.(input as UpdateCall, mirror) ?? input) as never),
    });
    const timer = timerPort(this.queue, services);
    this.#ports = {
      queue: queuePort(this.queue, services),
      timer,
      machine: this.#machinePort(),
      operations: this.#operations(),
    };
    const follow = plant?.followChanges ?? followChanges;
    this.stream = new Stream({
      clock,
      random,
      faults,
      follow: (changes) =>
        tasks.run("stream", () => follow(this.engine(random.chance(0.5) ? "stream-a" : "stream-b"), changes)),
    });
  }

  static async begin(story: Story, options: WorldOptions = {}): Promise<World> {
    const world = new World(story, options);
    for (const change of await libraryChanges()) await world.table.twin.save([change]);
    world.table.publish();
    world.faults.calm = true;
    await world.run(world.clock.now());
    world.faults.calm = false;
    world.tasks.calls = 0;
    return world;
  }

  core = (name: ProcessName): Core => this.#cores.get(name) as Core;
  /** The core with what the stream's reader and the schedules' functions may call beside. */
  engine = (name: ProcessName) => ({ ...this.core(name), ...this.#ports });

  #coreOf(name: ProcessName, plant: Plant | undefined): Core {
    const skewMs = this.faults.happens("skew") ? this.random.below(4_001) - 2_000 : 0;
    const records = this.table.seenBy();
    return {
      records: plant?.records?.(records, name) ?? records,
      clock: this.clock.skewed(skewMs),
      ids: { unique: () => `SIM${String(++this.#unique).padStart(23, "0")}` },
      secrets: { token: () => `sim${String(++this.#unique).padStart(19, "0")}`, code: () => "000000" },
      log: plant?.log?.(this.witness.log) ?? this.witness.log,
    };
  }

  #left(envelope: Envelope): void {
    this.witness.left(envelope);
    this.onLeft(envelope);
  }

  #portOf(channel: Channel, plant: Plant | undefined): ChannelPort {
    const port = this.outlets.portOf(channel);
    return plant?.channel?.(port, this.witness.log) ?? port;
  }

  #deliver(message: DeliverMessage, channel: ChannelPort): Promise<Ending> {
    const core = this.core(this.random.chance(0.5) ? "deliver-a" : "deliver-b");
    return this.tasks.run("deliver", () => deliver({ ...core, channel }, message));
  }

  /** STOP counts from when it was taken whole; START from when it begins to be. */
  async #receive(message: Inbound): Promise<Ending> {
    const said = wordOf(message.text);
    const { channel, from } = message;
    const atMs = Date.parse(message.at);
    if (said === "start") this.witness.started(channel, from, atMs);
    const ending = await this.tasks.run("inbound", () => receiveMessage(this.core("inbound"), message));
    if (ending.how === "done") this.witness.heard(message);
    if (said === "stop" && ending.how === "done") this.witness.saidStop(channel, from, atMs);
    return ending;
  }

  async #receipt(receipt: Receipt, plant: Plant | undefined): Promise<Ending> {
    const record = plant?.recordReceipt ?? recordReceipt;
    const ending = await this.tasks.run("receipts", () => record(this.core("receipts"), receipt));
    if (ending.how === "done") this.witness.told(receipt);
    return ending;
  }

  async #advance(payload: unknown): Promise<unknown> {
    const ending = await this.tasks.run("advance", () => createAdvance(this.core("advance"))(payload));
    if (ending.how === "done") return ending.value;
    if (ending.how === "failed") throw ending.error;
    throw Object.assign(new Error("the function died"), { name: "Lambda.ServiceException" });
  }

  /** Starting and waking come back at once; the execution goes on by itself. */
  #machinePort(): JourneyMachine {
    const { tasks } = this;
    return {
      start: (enrollmentId) =>
        tasks.call("machine start", async () => {
          this.witness.sees(enrollmentId);
          void tasks.detached(() => this.machine.start(enrollmentId));
        }),
      wake: (token) =>
        tasks.call("machine wake", async () => {
          void tasks.detached(() => this.machine.wake(token));
        }),
    };
  }

  /** The machine of operations: it tries a task again, ever later; after its last try somebody who mends it does. */
  #operations(): Ports["operations"] {
    const work = async (step: unknown): Promise<unknown> => {
      for (let tries = 1; ; tries++) {
        const ending = await this.tasks.run("operate", () => createOperate(this.core("operate"))(step));
        if (ending.how === "done") return ending.value;
        const seconds = Math.min(900, 2 ** tries);
        await new Promise<void>((again) => this.clock.in(seconds * 1_000, async () => again()));
      }
    };
    const twin = localOperations(this.clock.agenda, this.clock, work);
    return { start: (...asked) => this.tasks.call("operations start", () => twin.start(...asked)) };
  }

  auditLines = () => this.table.audit.toSorted((a, b) => a.data.n - b.data.n);

  /** Everything that happens until then, one step at a time, each chosen by the seed. */
  async run(until: string): Promise<void> {
    const { clock, tasks, machine } = this;
    for (;;) {
      if (tasks.calls > mostCalls) throw new Restless(`${tasks.calls} calls`);
      await tasks.idle();
      if (tasks.someoneWaits && !this.random.chance(0.3)) {
        tasks.openOne();
        continue;
      }
      const now = clock.now();
      const due = clock.agenda.take(now);
      if (due) tasks.begin(due);
      else if ((machine.due() ?? "9") <= now) tasks.begin(() => machine.runDue(now));
      else if (tasks.someoneWaits) tasks.openOne();
      else {
        const next = [clock.agenda.next(), machine.due()].filter((at) => at !== undefined).sort()[0];
        if (next === undefined || next > until) return clock.to(until);
        clock.to(next);
      }
    }
  }
}

/** Several times what the longest stories take. */
const mostCalls = 60_000;

/** Something goes on for ever. */
export class Restless extends Error {}

/** What a text of the story plainly asks for. */
const wordOf = (text: string): "stop" | "start" | undefined =>
  /^(stop|alto|unsubscribe)/i.test(text) ? "stop" : /^(un)?(start|stop)$/i.test(text) ? "start" : undefined;
