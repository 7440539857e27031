import type { DynamoDBRecord } from "aws-lambda";
import type { RecordedChange } from "#lib/ports.ts";
import { type Item, storedOf } from "./item.ts";
import { chainOf } from "./keys.ts";

/** The stream's JSON and the SDK's type for it differ only in how they spell binary, of which there is none. */
const image = (item: object | undefined): Item | undefined => item as Item | undefined;

/**
 * A stream record as a change, or undefined where nothing of a record changed: what TTL removes, the audit trail's own
 * lines, requests seen, and the state machine's token, which it stores under the version it found.
 */
export function changeFrom(record: DynamoDBRecord): RecordedChange | undefined {
  const after = image(record.dynamodb?.NewImage);
  const before = image(record.dynamodb?.OldImage);
  if (!after?.v?.N || before?.v?.N === after.v.N) return undefined;
  const now = storedOf(after);
  const chain = chainOf(now.kind, now.id);
  if (chain === undefined) return undefined;
  const sequence = record.dynamodb?.SequenceNumber as string;
  return { chain, ...(before && { before: storedOf(before) }), after: now, sequence };
}
