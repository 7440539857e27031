import { describe, expect, it } from "vitest";
import { phoneClient } from "#lib/adapters/aws/phone-service.ts";
import { inboundFrom } from "#lib/adapters/sms/inbound.ts";
import { receiptsFrom } from "#lib/adapters/sms/receipt.ts";
import { smsChannel } from "#lib/adapters/sms/send.ts";
import { receipts } from "#lib/domain/outreach/receipts.ts";
import { captured, errorAnswer } from "#test/support/wire.ts";
import { envelopeFor } from "../channel.contract.ts";

/** After the SMS user guide's example log. */
const textEvent = (eventType: string, more: Record<string, unknown> = {}) => ({
  eventType,
  eventVersion: "1.0",
  eventTimestamp: 1686975103470,
  isFinal: true,
  originationPhoneNumber: "+12065550152",
  destinationPhoneNumber: "+14255550156",
  isoCountryCode: "US",
  messageId: "862a8790-60c0-4430-9b2b-658bdexample",
  messageRequestTimestamp: 1686975103170,
  messageEncoding: "GSM",
  messageType: "TRANSACTIONAL",
  messageStatus: eventType.slice(5),
  messageStatusDescription: "as it may be",
  context: { outreachId: "out_1", attempt: "2" },
  totalMessageParts: 1,
  totalMessagePrice: 0.00581,
  totalCarrierFee: 0.003,
  ...more,
});

describe("a text's delivery event", () => {
  it.each([
    ["TEXT_QUEUED", "sent"],
    ["TEXT_PENDING", "sent"],
    ["TEXT_SUCCESSFUL", "sent"],
    ["TEXT_DELIVERED", "delivered"],
    ["TEXT_UNKNOWN", "sent"],
    ["TEXT_TTL_EXPIRED", "undelivered"],
    ["TEXT_CARRIER_UNREACHABLE", "undelivered"],
    ["TEXT_UNREACHABLE", "undelivered"],
    ["TEXT_INVALID", "undelivered"],
    ["TEXT_INVALID_MESSAGE", "undelivered"],
    ["TEXT_BLOCKED", "undelivered"],
    ["TEXT_CARRIER_BLOCKED", "undelivered"],
    ["TEXT_SPAM", "undelivered"],
    ["TEXT_PROTECT_BLOCKED", "undelivered"],
  ])("%s says that it is %s", (eventType, status) => {
    const [receipt] = receiptsFrom(textEvent(eventType));
    expect(receipt).toMatchObject({ outreachId: "out_1", attempt: 2, channel: "sms", code: eventType });
    expect(receipts[receipt?.receipt as keyof typeof receipts].status).toBe(status);
  });

  it("tells when it happened and the provider's id, and nobody's number", () => {
    const [receipt] = receiptsFrom(textEvent("TEXT_DELIVERED"));
    expect(receipt).toMatchObject({
      at: "2023-06-17T04:11:43.470Z",
      providerId: "862a8790-60c0-4430-9b2b-658bdexample",
    });
    expect(JSON.stringify(receipt)).not.toContain("+1");
  });

  it.each([
    ["EventBridge's copy, which has no context", textEvent("TEXT_DELIVERED", { context: undefined })],
    [
      "another sender's, with a context of its own",
      textEvent("TEXT_DELIVERED", { context: { account: "bar" } }),
    ],
    [
      "an attempt that is no number",
      textEvent("TEXT_DELIVERED", { context: { outreachId: "out_1", attempt: "x" } }),
    ],
    ["a moment that no Date can hold", textEvent("TEXT_DELIVERED", { eventTimestamp: 1e300 })],
    ["a voice event", textEvent("VOICE_COMPLETED")],
    ["an event type to come", textEvent("TEXT_BEAMED")],
    ["an event named after a property of every object", textEvent("constructor")],
    ["null", null],
    ["text", "TEXT_DELIVERED"],
    ["nothing", undefined],
  ])("%s gives no receipt", (_, event) => {
    expect(receiptsFrom(event)).toEqual([]);
  });
});

describe("a patient's text", () => {
  /** The SMS user guide's two-way payload. */
  const payload = {
    originationNumber: "+14255550182",
    destinationNumber: "+12125550101",
    messageKeyword: "KEYWORD_123456789012",
    messageBody: "C",
    inboundMessageId: "cae173d2-66b9-564c-8309-21f858e9fb84",
    previousPublishedMessageId: "wJalrXUtnFEMI",
  };

  it("is read from the two-way topic's payload, with the notification's time", () => {
    expect(inboundFrom(payload, "2026-11-22T15:00:00.000Z")).toEqual([
      {
        messageId: "cae173d2-66b9-564c-8309-21f858e9fb84",
        channel: "sms",
        from: "+14255550182",
        to: "+12125550101",
        text: "C",
        at: "2026-11-22T15:00:00.000Z",
        inReplyTo: "wJalrXUtnFEMI",
      },
    ]);
  });

  it("may answer nothing and say nothing", () => {
    const { previousPublishedMessageId: _, ...unprompted } = payload;
    const [inbound] = inboundFrom({ ...unprompted, messageBody: "" }, "2026-11-22T15:00:00.000Z");
    expect(inbound).toMatchObject({ text: "" });
    expect(inbound).not.toHaveProperty("inReplyTo");
  });

  it.each([[{}], [null], [textEvent("TEXT_DELIVERED")], [{ ...payload, inboundMessageId: "" }]])(
    "is not read from %j",
    (event) => {
      expect(inboundFrom(event, "2026-11-22T15:00:00.000Z")).toEqual([]);
    },
  );
});

describe("a text that AWS refuses", () => {
  it.each([
    ["ConflictException", { Reason: "DESTINATION_PHONE_NUMBER_OPTED_OUT" }, "address_opted_out"],
    ["ConflictException", { Reason: "DESTINATION_PHONE_NUMBER_NOT_VERIFIED" }, "account"],
    ["ConflictException", { Reason: "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION" }, "account"],
    ["ValidationException", { Fields: [{ Name: "DestinationPhoneNumber" }] }, "address_invalid"],
    ["ValidationException", { Fields: [{ Name: "MessageBody" }] }, "content"],
    ["ValidationException", { Fields: [{ Name: "OriginationIdentity" }] }, "account"],
    ["ValidationException", { Reason: "PRICE_OVER_THRESHOLD" }, "content"],
    ["ValidationException", { Reason: "INVALID_IDENTITY_FOR_DESTINATION_COUNTRY" }, "account"],
    ["ServiceQuotaExceededException", { Reason: "MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT" }, "account"],
  ])("%s %j is the %s's fault", async (name, more, code) => {
    const wire = captured(errorAnswer(name, 400, more));
    const port = smsChannel(phoneClient(wire.config), {
      originationIdentity: "pool-1",
      configurationSet: "set",
    });
    expect(await port.send(envelopeFor(port, "+12025550142"))).toMatchObject({ outcome: "refused", code });
  });
});

it("sends marketing as promotional and all else as transactional", async () => {
  const wire = captured({ status: 200, json: { MessageId: "1" } });
  const port = smsChannel(phoneClient(wire.config), {
    originationIdentity: "pool-1",
    configurationSet: "set",
  });
  for (const purpose of ["marketing", "care", "safety"])
    await port.send({ ...envelopeFor(port, "+12025550142"), purpose });
  expect(wire.requests.map((r) => r.input.MessageType)).toEqual([
    "PROMOTIONAL",
    "TRANSACTIONAL",
    "TRANSACTIONAL",
  ]);
});

it("never retries by itself, whatever its maker was told", async () => {
  expect(await phoneClient({ region: "us-east-1", maxAttempts: 5 }).config.maxAttempts()).toBe(1);
});
