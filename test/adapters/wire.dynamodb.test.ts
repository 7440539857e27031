import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { expect, it } from "vitest";
import { dynamoRecords } from "#lib/adapters/dynamodb/records.ts";
import type { Change } from "#lib/domain/kinds.ts";
import { type Records, VersionConflict } from "#lib/ports.ts";
import { describeWithSharedData } from "#test/support/shared-data.ts";
import { captured, errorAnswer, modelFaults, publishedErrors, type WireAnswer } from "#test/support/wire.ts";
import { enrollmentId, enrollmentOf, factOf, inboxOf, newPatient, outreachOf } from "./samples.ts";

const nothing: WireAnswer = { status: 200, json: { Items: [], Responses: {} } };

function recordsOn(answer: WireAnswer) {
  const wire = captured(answer);
  const client = new DynamoDBClient({ ...(wire.config as object), maxAttempts: 1 });
  return { records: dynamoRecords(client, "followthrough"), requests: wire.requests };
}

const patientId = newPatient();
const fact = factOf(patientId, "a1c", 7.2);
const changes: Change[] = [
  enrollmentOf(patientId, "recall"),
  inboxOf(enrollmentId(patientId, "recall")),
  outreachOf(enrollmentId(patientId, "recall"), "ask"),
];

describeWithSharedData("every request to the table, by DynamoDB's own model", () => {
  const requests: [string, string, (records: Records) => Promise<unknown>][] = [
    ["reading one record", "GetItem", (r) => r.get("fact", fact.id)],
    ["reading it consistently", "GetItem", (r) => r.get("patient", patientId, { consistent: true })],
    [
      "reading several",
      "BatchGetItem",
      (r) => r.getMany([...changes, fact].map(({ kind, id }) => ({ kind, id }))),
    ],
    ["creating a record", "PutItem", (r) => r.save([fact])],
    ["changing a record", "PutItem", (r) => r.save([{ ...fact, expect: 3 }])],
    ["several changes", "TransactWriteItems", (r) => r.save([{ ...fact, expect: 1 }, ...changes])],
    ["a patient's facts", "Query", (r) => r.list({ kind: "fact", of: "patient", patientId })],
    [
      "outreaches of an enrollment",
      "Query",
      (r) => r.list({ kind: "outreach", of: "enrollment", enrollmentId: enrollmentId(patientId, "recall") }),
    ],
    [
      "all patients",
      "Query",
      (r) => r.list({ kind: "patient", of: "customer" }, { limit: 7, newestFirst: true }),
    ],
    [
      "a journey's enrollments",
      "Query",
      (r) => r.list({ kind: "enrollment", of: "journey", journeyId: "recall" }),
    ],
    ["a queue", "Query", (r) => r.list({ kind: "staffTask", of: "queue", queue: "front-desk" })],
    [
      "what is due",
      "Query",
      (r) => r.list({ kind: "outreach", of: "due", shard: 3, until: "2026-11-22T15:00:00.000Z" }),
    ],
    [
      "what a patient wrote lately",
      "Query",
      (r) => r.list({ kind: "message", of: "talk", patientId, since: "2026-11-22T15:00:00.000Z" }),
    ],
    ["who shares an address", "Query", (r) => r.list({ kind: "addressLink", of: "address", key: "abc" })],
    ["versions", "Query", (r) => r.list({ kind: "template", of: "versions", id: "reminder" })],
    ["an audit chain", "Query", (r) => r.list({ kind: "audit", of: "chain", chain: patientId })],
  ];

  it.each(requests)("%s fits %s", async (_, operation, act) => {
    const { records, requests: sent } = recordsOn(nothing);
    await act(records);
    expect(new Set(sent.map((r) => r.operation))).toEqual(new Set([operation]));
    expect(sent.flatMap((r) => modelFaults("dynamodb", r))).toEqual([]);
  });
});

const endOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "fine",
    (error: Error) => (error instanceof VersionConflict ? "conflict" : "throws"),
  );

describeWithSharedData("every error that DynamoDB publishes", () => {
  it.each<[string, Change[], string[]]>([
    ["PutItem", [fact], ["ConditionalCheckFailedException", "TransactionConflictException"]],
    ["TransactWriteItems", changes, []],
  ])("of %s is a version conflict or is thrown on", async (operation, save, conflicts) => {
    const errors = publishedErrors("dynamodb", operation);
    expect(errors.map((e) => e.name)).toEqual(expect.arrayContaining(conflicts));
    const got: Record<string, string> = {};
    for (const { name, answer } of errors) got[name] = await endOf(recordsOn(answer).records.save(save));
    const expected = errors.map(({ name }) => [name, conflicts.includes(name) ? "conflict" : "throws"]);
    expect(got).toEqual(Object.fromEntries(expected));
  });

  it.each(["GetItem", "BatchGetItem", "Query"])("of %s is thrown on", async (operation) => {
    const acts: Record<string, (r: Records) => Promise<unknown>> = {
      GetItem: (r) => r.get("fact", fact.id),
      BatchGetItem: (r) => r.getMany([{ kind: "fact", id: fact.id }]),
      Query: (r) => r.list({ kind: "fact", of: "patient", patientId }),
    };
    for (const { answer } of publishedErrors("dynamodb", operation))
      expect(await endOf((acts[operation] as (typeof acts)[string])(recordsOn(answer).records))).toBe(
        "throws",
      );
  });
});

it.each([
  ["a condition that did not hold", ["None", "ConditionalCheckFailed"], "conflict"],
  ["another transaction on the same item", ["TransactionConflict", "None"], "conflict"],
  ["throttling", ["ThrottlingError", "None"], "throws"],
  ["an item that is too large", ["None", "ValidationError"], "throws"],
])("a transaction cancelled for %s ends as it should", async (_, codes, expected) => {
  const reasons = { CancellationReasons: codes.map((Code) => ({ Code })) };
  const { records } = recordsOn(errorAnswer("TransactionCanceledException", 400, reasons));
  expect(await endOf(records.save(changes))).toBe(expected);
});

it.each<[string, (records: Records) => Promise<unknown>, boolean]>([
  ["who shares an address", (r) => r.list({ kind: "addressLink", of: "address", key: "abc" }), true],
  ["the parts of an operation", (r) => r.list({ kind: "part", of: "operation", operationId: "abc" }), true],
  ["a patient's facts", (r) => r.list({ kind: "fact", of: "patient", patientId }), false],
])("lists %s consistently where a lagging list would do harm, and cheaply else", async (_, list, surely) => {
  const { records, requests: sent } = recordsOn(nothing);
  await list(records);
  expect(sent.map(({ input }) => input.ConsistentRead ?? false)).toEqual([surely]);
});
