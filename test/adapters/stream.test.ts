import { marshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { itemOf } from "#lib/adapters/dynamodb/item.ts";
import { changeFrom } from "#lib/adapters/dynamodb/stream.ts";
import type { Change } from "#lib/domain/kinds.ts";
import { factOf, inboxOf, newPatient, put } from "./samples.ts";

const patient = newPatient();
const fact = factOf(patient, "a", 1);

const record = (
  eventName: "INSERT" | "MODIFY" | "REMOVE",
  OldImage: object | undefined,
  NewImage: object | undefined,
): DynamoDBRecord =>
  JSON.parse(JSON.stringify({ eventName, dynamodb: { OldImage, NewImage, SequenceNumber: "42" } }));

const insertOf = (change: Change): DynamoDBRecord => record("INSERT", undefined, itemOf(change));

describe("changeFrom", () => {
  it("gives a creation without before", () => {
    const { kind, id, data, event } = fact;
    const change = changeFrom(insertOf(fact));
    expect(change).toStrictEqual({
      chain: patient,
      after: { kind, id, version: 1, data, event },
      sequence: "42",
    });
  });

  it("gives an update with the record before it", () => {
    const change = changeFrom(record("MODIFY", itemOf(fact), itemOf({ ...fact, expect: 1 })));
    expect([change?.before?.version, change?.after.version]).toEqual([1, 2]);
  });

  it.each([
    ["an audit line", insertOf(put("audit", `${patient}~1`, 0, { n: 1 }))],
    ["a request", insertOf(put("request", "r".repeat(26), 0, { expiresAt: 1 }))],
    [
      "what TTL removes",
      record("REMOVE", itemOf(put("request", "r".repeat(26), 0, { expiresAt: 1 })), undefined),
    ],
    ["a record without images", { eventName: "MODIFY", dynamodb: { SequenceNumber: "1" } } as DynamoDBRecord],
  ])("sees no change in %s", (_, given) => {
    expect(changeFrom(given)).toBeUndefined();
  });

  it("sees no change in the token the state machine stores", () => {
    const enrollment = `enr_${patient.slice(4)}_${"e".repeat(16)}`;
    const before = itemOf(inboxOf(enrollment));
    const after = { ...before, d: { M: { ...before.d?.M, token: { S: "t" } } } };
    expect(changeFrom(record("MODIFY", before, after))).toBeUndefined();
  });

  it("keeps DynamoDB's own types out of the data", () => {
    const item = { ...itemOf(fact), d: { M: marshall({ list: [1, { a: null }], yes: true }) } };
    const change = changeFrom(record("INSERT", undefined, item));
    expect(change?.after.data).toEqual({ list: [1, { a: null }], yes: true });
  });
});
