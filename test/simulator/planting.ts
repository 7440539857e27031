import type { Change, Kind, Stored } from "#lib/domain/kinds.ts";
import type { ChannelPort, Log, Records, SenderPort } from "#lib/ports.ts";
import type { followChanges } from "#lib/usecases/follow-changes.ts";
import type { recordReceipt } from "#lib/usecases/outreach/record-receipt.ts";
import type { ConcernName } from "./concerns.ts";
import type { FaultKind } from "./faults.ts";
import type { InvariantNumber } from "./invariants.ts";
import type { Mirror } from "./mirror.ts";
import type { ProcessName } from "./world.ts";

/** A mutation of the system: a port or a use case that does its work wrongly. */
export type Plant = {
  records?: (records: Records, process: ProcessName) => Records;
  log?: (log: Log) => Log;
  channel?: (port: ChannelPort, log: Log) => ChannelPort;
  senders?: (senders: readonly [SenderPort, ...SenderPort[]]) => ChannelPort;
  /** The journey machine's. */
  document?: (document: object) => object;
  updateItem?: (input: UpdateCall, mirror: Mirror) => UpdateCall;
  followChanges?: typeof followChanges;
  recordReceipt?: typeof recordReceipt;
  /** The reconciler never comes. */
  withoutReconciler?: true;
  /** Faults that it hides behind, made more likely. */
  likely?: Partial<Record<FaultKind, number>>;
};

/** `about`: only in stories about that could it show. `from`: the seed to look from, where the first stories do not show it. */
export type Planted = { breaks: InvariantNumber; about?: ConcernName[]; from?: number; plant: Plant };

/** The state machine's one write, as far as a mutation touches it. */
export type UpdateCall = {
  Key: { PK: { S: string }; SK: { S: string } };
  ExpressionAttributeValues: { [name: string]: object };
};

type Saving = (records: Records, changes: Change[]) => Promise<void>;
export const saving = (save: Saving): Plant => ({
  records: (records) => ({ ...records, save: (changes) => save(records, changes) }),
});

/** What is written is written otherwise. */
export const writing = (change: (c: Change) => Change | Change[]): Plant =>
  saving((records, changes) => records.save(changes.flatMap(change)));

/** Every read of a kind sees it changed. */
export function seeing<K extends Kind>(
  kind: K,
  change: (data: Stored<K>["data"]) => Stored<K>["data"],
): Plant {
  const changed = <R extends Stored | undefined>(record: R): R =>
    record?.kind === kind ? { ...record, data: change((record as Stored as Stored<K>).data) } : record;
  return {
    records: (records) => ({
      ...records,
      get: async (k, id, how) => changed(await records.get(k, id, how)),
      getMany: async (wanted, how) => (await records.getMany(wanted, how)).map(changed),
    }),
  };
}
