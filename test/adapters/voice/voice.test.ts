import { describe, expect, it } from "vitest";
import { phoneClient } from "#lib/adapters/aws/phone-service.ts";
import { pressedFrom } from "#lib/adapters/voice/inbound.ts";
import { receiptsFrom } from "#lib/adapters/voice/receipt.ts";
import { voiceChannel } from "#lib/adapters/voice/send.ts";
import { receipts } from "#lib/domain/outreach/receipts.ts";
import { captured } from "#test/support/wire.ts";
import { envelopeFor } from "../channel.contract.ts";

const call = async (more: object) => {
  const wire = captured({ status: 200, json: { MessageId: "1" } });
  const port = voiceChannel(phoneClient(wire.config), {
    originationNumber: "+12065550152",
    configurationSet: "receipts",
  });
  const result = await port.send({ ...envelopeFor(port, "+12025550142"), ...more });
  return { result, input: wire.requests[0]?.input };
};

describe("a call", () => {
  it.each([
    ["en", "JOANNA"],
    ["en-US", "JOANNA"],
    ["es-419", "LUPE"],
    ["fr-CA", "CHANTAL"],
    ["fr", "LEA"],
    ["pt-BR", "CAMILA"],
  ])("in %s is read out by %s", async (language, voice) => {
    expect((await call({ language })).input).toMatchObject({ VoiceId: voice, MessageBodyTextType: "TEXT" });
  });

  it("in a language without a voice is refused, and nobody is called", async () => {
    const { result, input } = await call({ language: "vi" });
    expect(result).toMatchObject({ outcome: "refused", code: "content" });
    expect(input).toBeUndefined();
  });

  it("that is marked up goes as SSML", async () => {
    expect((await call({ body: "<speak>Hi</speak>", markup: true })).input).toMatchObject({
      MessageBodyTextType: "SSML",
    });
  });
});

/** After the SMS user guide's example of a voice event. */
const voiceEvent = (eventType: string) => ({
  eventType,
  eventVersion: "1.0",
  eventTimestamp: 1697749463822,
  isFinal: true,
  originationPhoneNumber: "+12065550152",
  destinationPhoneNumber: "+14255550156",
  isoCountryCode: "US",
  messageId: "567f50e7-a65b-4eb2-a4be-e8f1dexample",
  context: { outreachId: "out_1", attempt: "2" },
});

describe("a call's event", () => {
  it.each([
    ["VOICE_INITIATED", "sent"],
    ["VOICE_RINGING", "sent"],
    ["VOICE_ANSWERED", "sent"],
    ["VOICE_COMPLETED", "delivered"],
    ["VOICE_BUSY", "undelivered"],
    ["VOICE_NO_ANSWER", "undelivered"],
    ["VOICE_FAILED", "undelivered"],
    ["VOICE_TTL_EXPIRED", "undelivered"],
  ])("%s says that it is %s, and blames no address", (eventType, status) => {
    const [receipt] = receiptsFrom(voiceEvent(eventType));
    expect(receipt).toMatchObject({ outreachId: "out_1", attempt: 2, channel: "voice", code: eventType });
    const row: { status: string; health?: string } = receipts[receipt?.receipt as keyof typeof receipts];
    expect([row.status, row.health]).toEqual([status, undefined]);
  });

  it("of a text is none of a call's", () => {
    expect(receiptsFrom(voiceEvent("TEXT_DELIVERED"))).toEqual([]);
  });
});

/** After Amazon Connect's administrator guide, "Set up Lambda functions", the input of a flow's block. */
const pressed = (key: string, contact: object = {}) => ({
  Details: {
    ContactData: {
      Attributes: {},
      Channel: "VOICE",
      ContactId: "4a573372-1f28-4e26-b97b-XXXXXXXXXXX",
      CustomerEndpoint: { Address: "+12025550142", Type: "TELEPHONE_NUMBER" },
      InitiationMethod: "INBOUND",
      SystemEndpoint: { Address: "+18335550143", Type: "TELEPHONE_NUMBER" },
      ...contact,
    },
    Parameters: { key },
  },
  Name: "ContactFlowEvent",
});
const at = "2026-11-22T15:00:00.000Z";

describe("a key of the phone", () => {
  it("is a message of whoever called the line", () => {
    expect(pressedFrom(pressed("9"), at)).toEqual({
      messageId: "4a573372-1f28-4e26-b97b-XXXXXXXXXXX/9",
      channel: "voice",
      from: "+12025550142",
      to: "+18335550143",
      text: "9",
      at,
    });
  });

  it.each([
    ["two keys", pressed("99")],
    ["no key", pressed("")],
    ["a chat", pressed("9", { Channel: "CHAT" })],
    [
      "a withheld number",
      pressed("9", { CustomerEndpoint: { Address: "anonymous", Type: "TELEPHONE_NUMBER" } }),
    ],
    ["nothing", undefined],
  ])("is not read from %s", (_, event) => {
    expect(pressedFrom(event, at)).toBeUndefined();
  });
});
