import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { dynamoClient } from "#lib/adapters/dynamodb/client.ts";
import { type Item, itemOf } from "#lib/adapters/dynamodb/item.ts";
import { type Meter, meterClient } from "#lib/adapters/dynamodb/meter.ts";
import { dynamoRecords } from "#lib/adapters/dynamodb/records.ts";
import { type Records, VersionConflict } from "#lib/ports.ts";
import { factOf, newPatient, staffTaskOf } from "./samples.ts";

type Call = { operation: string; body: Record<string, never> & { [name: string]: unknown } };
type Answer = { status?: number; body: object };

/** DynamoDB as it seldom answers: what no engine on this machine does on demand. */
let server: Server | undefined;
const calls: Call[] = [];

async function answering(answer: (call: Call, n: number) => Answer, meter?: Meter): Promise<Records> {
  calls.length = 0;
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const operation = String(request.headers["x-amz-target"]).split(".")[1] as string;
    const call = { operation, body: JSON.parse(Buffer.concat(chunks).toString()) };
    calls.push(call);
    const { status = 200, body } = answer(call, calls.length);
    response.writeHead(status, { "content-type": "application/x-amz-json-1.0" }).end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server?.listen(0, "127.0.0.1", listening));
  const client = dynamoClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  if (meter) meterClient(client, meter);
  return dynamoRecords(client, "table");
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const errorOf = (type: string, more: object = {}): Answer => ({
  status: 400,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: type, ...more },
});
const cancelledBecause = (...codes: string[]): Answer =>
  errorOf("TransactionCanceledException", { CancellationReasons: codes.map((Code) => ({ Code })) });

const patient = newPatient();
const two = [factOf(patient, "a"), factOf(patient, "b")];

describe("a save that DynamoDB refuses", () => {
  it.each([
    ["another writer's version", cancelledBecause("None", "ConditionalCheckFailed")],
    ["a transaction under way", cancelledBecause("TransactionConflict", "None")],
  ])("is a conflict for %s", async (_, answer) => {
    const records = await answering(() => answer);
    await expect(records.save(two)).rejects.toBeInstanceOf(VersionConflict);
  });

  it("is a conflict where a single put meets a transaction under way", async () => {
    const records = await answering(() => errorOf("TransactionConflictException"));
    await expect(records.save([factOf(patient, "a")])).rejects.toBeInstanceOf(VersionConflict);
  });

  it.each([
    ["a transaction too big", cancelledBecause("None", "ItemCollectionSizeLimitExceeded")],
    ["a malformed one", errorOf("ValidationException")],
  ])("is no conflict for %s", async (_, answer) => {
    const records = await answering(() => answer);
    const save = records.save(two);
    await expect(save).rejects.toThrow();
    await expect(save).rejects.not.toBeInstanceOf(VersionConflict);
  });

  it("repeats a transaction under the same token after a fault of the server", async () => {
    const records = await answering((_, n) => (n === 1 ? { status: 500, body: {} } : { body: {} }));
    await records.save(two);
    const tokens = calls.map(({ body }) => body.ClientRequestToken);
    expect(tokens).toHaveLength(2);
    expect(tokens[0]).toBeTruthy();
    expect(tokens[0]).toBe(tokens[1]);
  });
});

describe("a batch that DynamoDB answers in part", () => {
  const keysOf = ({ body }: Call) =>
    (body.RequestItems as unknown as { table: { Keys: object[] } }).table.Keys;
  const wanted = two.map(({ kind, id }) => ({ kind, id }));

  it("is asked for the rest until it has all", async () => {
    const records = await answering((call) => {
      const [first, ...rest] = keysOf(call) as { PK: object; SK: object }[];
      const item = {
        ...first,
        id: { S: "x" },
        kind: { S: "fact" },
        v: { N: "1" },
        d: { M: {} },
        e: { M: {} },
      };
      return {
        body: {
          Responses: { table: [item] },
          UnprocessedKeys: rest.length > 0 ? { table: { Keys: rest } } : {},
        },
      };
    });
    expect((await records.getMany(wanted)).map((found) => found?.version)).toEqual([1, 1]);
    expect(calls.map((call) => keysOf(call).length)).toEqual([2, 1]);
  });

  it("gives up as busy when nothing is ever read", async () => {
    const records = await answering((call) => ({
      body: { UnprocessedKeys: { table: { Keys: keysOf(call) } } },
    }));
    await expect(records.getMany(wanted)).rejects.toMatchObject({ code: "busy" });
  });
});

describe("an index that lags behind", () => {
  const queue = "front-desk";
  const item = (name: string, at: string) => {
    const task = staffTaskOf(patient, name, { queue, dueAt: at });
    return itemOf(task);
  };
  const entryOf = ({ PK, SK, BPK, BSK }: Item): object => ({ PK, SK, BPK, BSK });

  it("gives no task that has moved on or is not there yet, and keeps the order of the rest", async () => {
    const [done, moved, missing, first, second] = ["done", "moved", "missing", "first", "second"].map(
      (name, n) => item(name, `2026-03-0${n + 1}T00:00:00.000Z`),
    ) as [Item, Item, Item, Item, Item];
    const { BPK, BSK, ...unlisted } = done;
    const records = await answering(({ operation }) =>
      operation === "Query"
        ? { body: { Items: [done, moved, missing, first, second].map(entryOf) } }
        : {
            body: {
              Responses: { table: [second, item("moved", "2026-04-01T00:00:00.000Z"), unlisted, first] },
            },
          },
    );
    const { items } = await records.list({ kind: "staffTask", of: "queue", queue });
    expect(items.map(({ data }) => data.title)).toEqual(["first", "second"]);
    expect([BPK, BSK]).not.toContain(undefined);
  });
});

describe("the meter", () => {
  it("counts units by operation, of one table or several, and nothing for what was refused", async () => {
    const seen: Parameters<Meter>[] = [];
    const consumed: Record<string, Answer> = {
      GetItem: { body: { ConsumedCapacity: { CapacityUnits: 0.5 } } },
      TransactWriteItems: { body: { ConsumedCapacity: [{ CapacityUnits: 4 }, { CapacityUnits: 2 }] } },
      PutItem: errorOf("ConditionalCheckFailedException"),
    };
    const records = await answering(
      ({ operation }) => consumed[operation] as Answer,
      (...call) => seen.push(call),
    );
    await records.get("fact", two[0]?.id as string);
    await records.save(two);
    await expect(records.save(two.slice(0, 1))).rejects.toThrow(VersionConflict);
    expect(seen).toEqual([
      ["GetItemCommand", 0.5, 0],
      ["TransactWriteItemsCommand", 0, 6],
      ["PutItemCommand", 0, 0],
    ]);
    for (const { body } of calls) expect(body.ReturnConsumedCapacity).toBe("TOTAL");
  });
});
