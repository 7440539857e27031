import type { SQSEvent } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { deliverMessageOf, queueHandler } from "#lib/lambda/queue.ts";
import { quiet } from "#test/support/delivery.ts";

const eventOf = (...bodies: string[]): SQSEvent =>
  ({
    Records: bodies.map((body, i) => ({ messageId: `m${i}`, body, eventSource: "aws:sqs" })),
  }) as unknown as SQSEvent;

describe("a batch of a queue", () => {
  it("is worked through, and only what failed comes again", async () => {
    const seen: string[] = [];
    const handler = queueHandler(quiet, async ({ body }) => {
      seen.push(body);
      if (body === "b") throw new Error("no");
    });
    expect(await handler(eventOf("a", "b", "c"))).toEqual({ batchItemFailures: [{ itemIdentifier: "m1" }] });
    expect(seen).toEqual(["a", "b", "c"]);
  });

  it("that failed altogether comes again altogether, without failing the function", async () => {
    const handler = queueHandler(quiet, async () => {
      throw new Error("no");
    });
    expect((await handler(eventOf("a", "b"))).batchItemFailures).toHaveLength(2);
  });

  it("logs the id of what failed, never its body", async () => {
    const told: unknown[] = [];
    const handler = queueHandler(
      { ...quiet, error: (...parts) => void told.push(parts.slice(0, 2)) },
      async () => {
        throw new Error("no");
      },
    );
    await handler(eventOf("+13125550100"));
    expect(told).toEqual([["message.failed", { messageId: "m0" }]]);
  });
});

describe("a message to deliver", () => {
  it("is ids only", () => {
    const body = { outreachId: "out_1", channel: "sms" };
    expect(deliverMessageOf(eventOf(JSON.stringify({ ...body, extra: 1 })).Records[0] as never)).toEqual(
      body,
    );
  });

  it.each(["", "{", "[]", '{"outreachId":1,"channel":"sms"}', '{"outreachId":"o","channel":"fax"}'])(
    "%s is refused",
    (body) => {
      expect(() => deliverMessageOf(eventOf(body).Records[0] as never)).toThrow();
    },
  );
});
