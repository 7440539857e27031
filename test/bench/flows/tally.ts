import { assumed, prices } from "../prices.ts";

/** What one stretch of work called, counted where the call is made. */
export type Tally = {
  writeUnits: number;
  readUnits: number;
  /** The audit trail's own, apart from the two above. */
  auditWriteUnits: number;
  auditReadUnits: number;
  auditLines: number;
  tableCalls: number;
  transitions: number;
  machineCalls: number;
  schedules: number;
  queueMessages: number;
  /** Functions by what calls them. The stream's are counted one per change: batches make them fewer. */
  invocations: number;
  sends: number;
};

export const nothing = (): Tally => ({
  writeUnits: 0,
  readUnits: 0,
  auditWriteUnits: 0,
  auditReadUnits: 0,
  auditLines: 0,
  tableCalls: 0,
  transitions: 0,
  machineCalls: 0,
  schedules: 0,
  queueMessages: 0,
  invocations: 0,
  sends: 0,
});

const fields = Object.keys(nothing()) as (keyof Tally)[];

const each = (of: (field: keyof Tally) => number): Tally =>
  Object.fromEntries(fields.map((field) => [field, of(field)])) as Tally;

export const minus = (a: Tally, b: Tally): Tally => each((field) => a[field] - b[field]);
export const divided = (a: Tally, by: number): Tally => each((field) => a[field] / by);

/** US dollars: what the calls cost, audit included, without the carrier's price of a message. */
export function usd(tally: Tally): Record<string, number> {
  const { writeUnits, readUnits, auditWriteUnits, auditReadUnits } = tally;
  const calls = tally.tableCalls + tally.machineCalls + tally.schedules + tally.queueMessages;
  const ms =
    calls * assumed.perCallMs + tally.sends * assumed.perSendMs + tally.invocations * assumed.perInvocationMs;
  return {
    table: writeUnits * prices.writeUnit.usd + readUnits * prices.readUnit.usd,
    audit: auditWriteUnits * prices.writeUnit.usd + auditReadUnits * prices.readUnit.usd,
    "step functions": tally.transitions * prices.transition.usd,
    scheduler: tally.schedules * prices.schedule.usd,
    sqs: tally.queueMessages * 3 * prices.queueRequest.usd,
    lambda:
      tally.invocations * prices.invocation.usd + (ms / 1000) * assumed.gigabytes * prices.gigabyteSecond.usd,
  };
}
