import { AsyncLocalStorage } from "node:async_hooks";
import { movableClock } from "#lib/adapters/local/clock.ts";
import type { Change } from "#lib/domain/kinds.ts";
import type { Instant } from "#lib/domain/words.ts";
import type { Records } from "#lib/ports.ts";
import { engineStore } from "../../../bin/local/store.ts";
import { createSystem, type LocalSystem } from "../../../bin/local/system.ts";
import { nothing, type Tally } from "./tally.ts";

/** Units by what they were for: `write outreach.sent`, `read outreach reach`. */
export type Units = Map<string, number>;

export type Metered = {
  system: LocalSystem;
  tally(): Tally;
  units: Units;
  /** Every change that was written. */
  written: Change[];
  stop(): Promise<void>;
};

/** The local system on an embedded DynamoDB engine, with a counter at each of its ports. */
export async function meteredSystem(start: Instant): Promise<Metered> {
  const tally = nothing();
  const units: Units = new Map();
  const written: Change[] = [];
  const purpose = new AsyncLocalStorage<string>();
  const store = await engineStore({
    engine: "dynoxide",
    meter: (_, read, write) => count(tally, units, purpose.getStore() ?? "state machine", read, write),
  });
  const records = labelled(store.records, purpose, written);
  const poll = async () => {
    const changes = await store.poll();
    tally.invocations += changes.length;
    return changes;
  };
  const system = createSystem({ store: { ...store, records, poll }, clock: movableClock(start) });
  countPorts(system, tally);
  return {
    system,
    units,
    written,
    tally: () => ({ ...tally, transitions: system.machine.transitions(), ...invoked(system, tally) }),
    stop: () => system.stop(),
  };
}

function count(tally: Tally, units: Units, label: string, read: number, write: number): void {
  units.set(label, (units.get(label) ?? 0) + read + write);
  // Sweeps and the reconciler are paid by the hour, not by the message.
  if (label === "list outreach") return;
  const isAudit = label.endsWith(" audit");
  tally.tableCalls += label === "state machine" ? 0 : 1;
  if (isAudit) {
    tally.auditReadUnits += read;
    tally.auditWriteUnits += write;
    if (write > 0) tally.auditLines += 1;
  } else {
    tally.readUnits += read;
    tally.writeUnits += write;
  }
}

/** Says what each call is for, to whoever counts its units behind it. */
function labelled(records: Records, purpose: AsyncLocalStorage<string>, written: Change[]): Records {
  const kinds = (wanted: { kind: string }[]): string =>
    wanted
      .map(({ kind }) => kind)
      .sort()
      .join(" + ");
  return {
    get: (kind, id, how) => purpose.run(`read ${kind}`, () => records.get(kind, id, how)),
    getMany: (wanted, how) => purpose.run(`read ${kinds(wanted)}`, () => records.getMany(wanted, how)),
    list: (query, page) => purpose.run(`list ${query.kind}`, () => records.list(query, page)),
    async save(changes) {
      const [first] = changes;
      const what = first?.kind === "audit" ? "audit" : changes.map(({ event }) => event.type).join(" + ");
      await purpose.run(`write ${what}`, () => records.save(changes));
      written.push(...changes);
    },
  };
}

function countPorts({ ports }: LocalSystem, tally: Tally): void {
  const { queue, timer, machine } = ports;
  const [send, set, clear] = [queue.send, timer.set, timer.clear];
  // The scheduler's twin puts what fires into this very queue, so its messages are counted too.
  queue.send = (...message) => {
    tally.queueMessages += 1;
    return send(...message);
  };
  timer.set = (...schedule) => {
    tally.schedules += 1;
    return set(...schedule);
  };
  timer.clear = (name) => {
    tally.machineCalls += 1;
    return clear(name);
  };
  ports.machine = {
    start: (...of) => {
      tally.machineCalls += 1;
      return machine.start(...of);
    },
    wake: (token) => {
      tally.machineCalls += 1;
      return machine.wake(token);
    },
  };
}

/** Deliveries are invoked once a message, turns by the machine; receipts and replies by whoever plays them. */
function invoked(system: LocalSystem, tally: Tally): Pick<Tally, "invocations" | "sends"> {
  const turns = system.machine
    .executions()
    .flatMap(({ history }) => history)
    .filter(({ state, event }) => state === "Advance" && event === "entered").length;
  const sends = system.outbox.list().length;
  return { invocations: tally.invocations + tally.queueMessages + turns + sends, sends };
}
