import type { SQSEvent } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { create as createDeliver } from "#functions/events/deliver/deliver-on.ts";
import { create as createInbound } from "#functions/events/inbound.ts";
import { create as createReceipts } from "#functions/events/receipts.ts";
import { aTuesday } from "#test/support/builders.ts";
import { delivery } from "#test/support/delivery.ts";
import { aWorld, phoneOf } from "#test/support/world.ts";

const queued = (...bodies: unknown[]): SQSEvent =>
  ({
    Records: bodies.map((body, i) => ({
      messageId: `m${i}`,
      body: typeof body === "string" ? body : JSON.stringify(body),
      eventSource: "aws:sqs",
    })),
  }) as unknown as SQSEvent;
const notified = (message: unknown, at = aTuesday) => ({ Message: JSON.stringify(message), Timestamp: at });

describe("the deliver function", () => {
  it("sends what its queue names, once, and gives back what it cannot read", async () => {
    const d = await delivery();
    const handler = createDeliver(d.ports());
    const body = { outreachId: d.first.id, channel: "sms" };
    const { batchItemFailures } = await handler(queued(body, "nonsense", body));
    expect([batchItemFailures, d.sent.length]).toEqual([[{ itemIdentifier: "m1" }], 1]);
  });
});

describe("the inbound function", () => {
  const text = (messageBody: string, inboundMessageId = "in-1") =>
    notified({
      originationNumber: phoneOf("maria"),
      destinationNumber: "+12025550100",
      messageBody,
      inboundMessageId,
    });

  it("hears a text once, however often SNS brings it", async () => {
    const world = await aWorld();
    const id = await world.patient("maria");
    const handler = createInbound(world.ports);
    expect(await handler(queued(text("HELP"), text("HELP")))).toEqual({ batchItemFailures: [] });
    await world.settle();
    expect((await world.own("message", id)).map(({ data }) => data.understood)).toEqual(["help"]);
  });

  it("stops before it answers, and passes by what is no text", async () => {
    const world = await aWorld();
    const id = await world.patient("maria");
    await createInbound(world.ports)(queued({ something: "else" }, text("STOP")));
    expect((await world.records.get("reach", id))?.data.addresses[0]?.stopped).toBe("all");
  });
});

describe("the receipts function", () => {
  it("refines the fate of a message by what SES says", async () => {
    const d = await delivery({ outreach: { channel: "email" } });
    await d.trigger(d.first.id, "email");
    const event = {
      eventType: "Delivery",
      mail: { messageId: "p", timestamp: aTuesday, tags: { outreachId: [d.first.id], attempt: ["1"] } },
      delivery: { timestamp: aTuesday },
    };
    const handler = createReceipts(d.ports());
    expect(await handler(queued(notified(event), notified({ not: "ours" })))).toEqual({
      batchItemFailures: [],
    });
    expect((await d.outreach()).status).toBe("delivered");
  });
});
