import { localOf, patientOf } from "#lib/domain/ids.ts";
import type { Kind } from "#lib/domain/kinds.ts";
import type { ListQuery } from "#lib/ports.ts";
import { keyOf } from "./item.ts";
import {
  allPartition,
  chainPartition,
  customerShards,
  duePartition,
  indexKey,
  journeyPartition,
  listShards,
  ownedPrefix,
  queuePartition,
  segmentPartition,
  talkPartition,
} from "./keys.ts";

/** A stretch of one partition, of the table or of its index, both ends included. */
export type Walk = { inIndex: boolean; partition: string; from: string; to: string };

/** Keys are printable ASCII: the first and the last of it enclose all that begins with a prefix. */
const first = " ";
const last = "~";

const beginning = (partition: string, prefix: string): Walk[] => [
  { inIndex: false, partition, from: prefix, to: prefix + last },
];

const wholeOf = (partition: string): Walk => ({ inIndex: true, partition, from: first, to: last });

const sharded = (shards: number, partition: (shard: number) => string): Walk[] =>
  Array.from({ length: shards }, (_, shard) => wholeOf(partition(shard)));

function ownedBy(patientId: string, kind: Kind): Walk[] {
  const prefix = ownedPrefix[kind];
  if (!prefix) throw new Error(`a patient has no list of ${kind}`);
  return beginning(patientId, prefix);
}

function allOf(kind: Kind): Walk[] {
  if (!indexKey[kind]) throw new Error(`there is no list of all ${kind}`);
  return sharded(customerShards(kind), (shard) => allPartition(kind, shard));
}

/** DynamoDB refuses a stretch that ends before it begins; there is nothing in it. */
const due = (shard: number, from: string, to: string): Walk[] =>
  from > to ? [] : [{ inIndex: true, partition: duePartition(shard), from, to }];

/** The stretches a list is made of, in the order they are walked. */
export function walksOf(query: ListQuery): Walk[] {
  switch (query.of) {
    case "patient":
      return ownedBy(query.patientId, query.kind);
    case "enrollment":
      return beginning(patientOf(query.enrollmentId), `ENR#${localOf(query.enrollmentId)}#OUT#`);
    case "customer":
      return allOf(query.kind);
    case "journey":
      return query.shard === undefined
        ? sharded(listShards, (shard) => journeyPartition(query.journeyId, shard))
        : [wholeOf(journeyPartition(query.journeyId, query.shard))];
    case "shard":
      return [wholeOf(allPartition("patient", query.shard))];
    case "segment":
      return sharded(listShards, (shard) => segmentPartition(query.segment, shard));
    case "operation":
      return beginning(keyOf("operation", query.operationId).PK, "P#");
    case "list":
      return beginning(keyOf("listPart", `${query.list}~0`).PK, "P#");
    case "queue":
      return [wholeOf(queuePartition(query.queue))];
    case "due":
      return due(query.shard, query.from ?? first, `${query.until}#${last}`);
    case "talk":
      return [
        { inIndex: true, partition: talkPartition(query.patientId), from: query.since ?? first, to: last },
      ];
    case "address":
      return beginning(keyOf("addressState", query.key).PK, "P#");
    case "versions":
      return beginning(keyOf(query.kind === "journey" ? "journeyHead" : "templateHead", query.id).PK, "V#");
    case "chain":
      return [{ inIndex: false, partition: chainPartition(query.chain), from: "0", to: `9${last}` }];
  }
}

/** Whether other kinds lie in between: enrollments, inboxes and outreaches share a stretch. */
export const sharesItsPrefix = (kind: Kind): boolean =>
  Object.values(ownedPrefix).filter((prefix) => prefix === ownedPrefix[kind]).length > 1;
