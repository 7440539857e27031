import { DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import {
  type AttributeValue,
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
} from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBRecord } from "aws-lambda";
import { dynamoClient } from "#lib/adapters/dynamodb/client.ts";

/** A shard as far as it was read: `last` is a sequence number. */
type Shard = { id: string; last?: string | undefined; iterator?: string | undefined; ended: boolean };

type Image = Record<string, AttributeValue>;

/** DynamoDB Local 3.3.1 drops the type of an empty map from its stream: `{}` where `{ "M": {} }` is meant. */
function repaired(value: AttributeValue): AttributeValue {
  if (value.M) return { M: repairedAll(value.M) };
  if (value.L) return { L: value.L.map(repaired) };
  return Object.keys(value).length === 0 ? { M: {} } : value;
}
const repairedAll = (image: Image): Image =>
  Object.fromEntries(Object.entries(image).map(([name, value]) => [name, repaired(value)]));

/** Lambda gives instants in seconds, the SDK as a Date. */
function lambdaShape({ dynamodb: { NewImage, OldImage, ...dynamodb } = {}, ...record }: StreamRecord) {
  const at = dynamodb.ApproximateCreationDateTime?.getTime() ?? 0;
  return {
    ...record,
    dynamodb: {
      ...dynamodb,
      ...(NewImage && { NewImage: repairedAll(NewImage) }),
      ...(OldImage && { OldImage: repairedAll(OldImage) }),
      ApproximateCreationDateTime: Math.floor(at / 1000),
    },
  } as DynamoDBRecord;
}

/** The stream of a table on an engine of this machine. */
export class LocalFeed {
  readonly #client: DynamoDBStreamsClient;
  readonly #arn: string;
  readonly #shards: Shard[] = [];
  readonly #resumed: Record<string, string>;

  constructor(client: DynamoDBStreamsClient, arn: string, position = "{}") {
    this.#client = client;
    this.#arn = arn;
    this.#resumed = JSON.parse(position);
  }

  /**
   * What was written since the last call, in order, shaped as Lambda would get it; idle it costs one request.
   * One call at a time.
   */
  async poll(): Promise<DynamoDBRecord[]> {
    const records: StreamRecord[] = [];
    if (this.#shards.length === 0) await this.#discover();
    // Parents come before their children, and discovery adds to the end of what is being walked.
    for (const shard of this.#shards) {
      if (shard.ended) continue;
      records.push(...(await this.#read(shard)));
      if (shard.ended) await this.#discover();
    }
    return records.map(lambdaShape);
  }

  /** How far it has read: a feed given this goes on from here. */
  position(): string {
    return JSON.stringify(Object.fromEntries(this.#shards.map(({ id, last }) => [id, last])));
  }

  async #discover(): Promise<void> {
    const known = new Set(this.#shards.map(({ id }) => id));
    let from: string | undefined;
    do {
      const answer = await this.#client.send(
        new DescribeStreamCommand({ StreamArn: this.#arn, ExclusiveStartShardId: from }),
      );
      for (const { ShardId: id = "" } of answer.StreamDescription?.Shards ?? [])
        if (!known.has(id)) this.#shards.push({ id, last: this.#resumed[id], ended: false });
      from = answer.StreamDescription?.LastEvaluatedShardId;
    } while (from);
  }

  async #read(shard: Shard): Promise<StreamRecord[]> {
    const records: StreamRecord[] = [];
    for (;;) {
      const page = await this.#page(shard);
      records.push(...page.records);
      shard.last = page.records.at(-1)?.dynamodb?.SequenceNumber ?? shard.last;
      shard.iterator = page.next;
      shard.ended = page.next === undefined;
      if (shard.ended || page.records.length === 0) return records;
    }
  }

  async #page(shard: Shard): Promise<{ records: StreamRecord[]; next: string | undefined }> {
    try {
      shard.iterator ??= await this.#iterator(shard);
      const answer = await this.#client.send(new GetRecordsCommand({ ShardIterator: shard.iterator }));
      return { records: answer.Records ?? [], next: answer.NextShardIterator };
    } catch (error) {
      // An iterator lasts for 15 minutes; a laptop sleeps longer.
      if (!(error instanceof ExpiredIteratorException)) throw error;
      shard.iterator = await this.#iterator(shard);
      return { records: [], next: shard.iterator };
    }
  }

  async #iterator({ id, last }: Shard): Promise<string | undefined> {
    const { ShardIterator } = await this.#client.send(
      new GetShardIteratorCommand({
        StreamArn: this.#arn,
        ShardId: id,
        ShardIteratorType: last ? "AFTER_SEQUENCE_NUMBER" : "TRIM_HORIZON",
        SequenceNumber: last,
      }),
    );
    return ShardIterator;
  }
}

/** The feed of a table, from the stream's beginning or behind a `position`. */
export async function localFeed(endpoint: string, tableName: string, position?: string): Promise<LocalFeed> {
  const dynamo = dynamoClient(endpoint);
  const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: tableName }));
  const { region, credentials } = dynamo.config;
  const client = new DynamoDBStreamsClient({ endpoint, region, credentials });
  dynamo.destroy();
  return new LocalFeed(client, Table?.LatestStreamArn as string, position);
}
