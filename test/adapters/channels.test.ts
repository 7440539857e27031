import { phoneClient } from "#lib/adapters/aws/phone-service.ts";
import { emailChannel, emailClient } from "#lib/adapters/email/send.ts";
import { localChannel } from "#lib/adapters/local/channels.ts";
import { magicAddress } from "#lib/adapters/local/magic.ts";
import { createOutbox } from "#lib/adapters/local/outbox.ts";
import { pushChannel, pushClient } from "#lib/adapters/push/send.ts";
import { smsChannel } from "#lib/adapters/sms/send.ts";
import { voiceChannel } from "#lib/adapters/voice/send.ts";
import { whatsAppChannel, whatsAppClient } from "#lib/adapters/whatsapp/send.ts";
import { channels } from "#lib/domain/words.ts";
import type { ChannelPort } from "#lib/ports.ts";
import { captured, errorAnswer, socketError, type WireAnswer } from "#test/support/wire.ts";
import { channelContract, type Mood, magicMoods } from "./channel.contract.ts";

/** A provider's own prose quotes the address: none of it may come through. */
const quoting = (address: string) => ({
  message: `cannot send to ${address}`,
  Message: `Maria at ${address}`,
});

const smsAddress = "+12025550142";
const smsAnswers: Record<Mood, WireAnswer> = {
  accepts: { status: 200, json: { MessageId: "862a8790" } },
  refuses: errorAnswer("ValidationException", 400, {
    ...quoting(smsAddress),
    Reason: "FIELD_VALIDATION_FAILED",
    Fields: [{ Name: "DestinationPhoneNumber", Message: smsAddress }],
  }),
  "opted-out": errorAnswer("ConflictException", 400, {
    ...quoting(smsAddress),
    Reason: "DESTINATION_PHONE_NUMBER_OPTED_OUT",
  }),
  throttles: errorAnswer("ThrottlingException", 400, quoting(smsAddress)),
  "times-out": { throws: Object.assign(new Error(`timeout to ${smsAddress}`), { name: "TimeoutError" }) },
};

/** Texts and calls are refused in the same words. */
const phoneRig = (mood: Mood, portOn: (client: ReturnType<typeof phoneClient>) => ChannelPort) => {
  const wire = captured(smsAnswers[mood]);
  return {
    port: portOn(phoneClient(wire.config)),
    address: smsAddress,
    calls: () => wire.requests.length,
    context: () => {
      const context = wire.requests[0]?.input.Context as Record<string, string> | undefined;
      return { outreachId: context?.outreachId ?? "", attempt: Number(context?.attempt) };
    },
  };
};

channelContract("sms", (mood) =>
  phoneRig(mood, (client) =>
    smsChannel(client, { originationIdentity: "pool-1", configurationSet: "receipts" }),
  ),
);
channelContract("voice", (mood) =>
  phoneRig(mood, (client) =>
    voiceChannel(client, { originationNumber: "phone-1", configurationSet: "receipts" }),
  ),
);

const whatsAppAnswers: Record<Mood, WireAnswer> = {
  accepts: { status: 200, json: { messageId: "862a8790" } },
  refuses: errorAnswer("InvalidParametersException", 400, quoting("Maria")),
  "opted-out": errorAnswer("InvalidParametersException", 400, quoting(smsAddress)),
  throttles: errorAnswer("ThrottledRequestException", 429, quoting(smsAddress)),
  "times-out": socketError("ECONNRESET"),
};

const whatsAppRig = (mood: Mood) => {
  const wire = captured(whatsAppAnswers[mood]);
  return {
    port: whatsAppChannel(whatsAppClient(wire.config), { originationPhoneNumberId: "phone-number-id-1" }),
    address: mood === "refuses" ? "2025550142" : smsAddress,
    calls: () => wire.requests.length,
    context: () => {
      const message = Buffer.from(wire.requests[0]?.input.message as string, "base64").toString();
      const [outreachId = "", attempt] = JSON.parse(message).biz_opaque_callback_data.split(".");
      return { outreachId, attempt: Number(attempt) };
    },
  };
};
// Meta takes a message to whoever wants none and tells of it later: see whatsapp/receipt.ts.
channelContract("whatsapp", whatsAppRig, { refusesOptOuts: false });

const emailAddress = "maria@example.org";
const emailAnswers: Record<Mood, WireAnswer> = {
  accepts: { status: 200, json: { MessageId: "0100018f" } },
  refuses: errorAnswer("BadRequestException", 400, { message: `Illegal address: ${emailAddress}` }),
  "opted-out": errorAnswer("MessageRejected", 400, quoting(emailAddress)),
  throttles: errorAnswer("TooManyRequestsException", 429, quoting(emailAddress)),
  "times-out": socketError("ECONNRESET"),
};

const emailRig = (mood: Mood) => {
  const wire = captured(emailAnswers[mood]);
  return {
    port: emailChannel(emailClient(wire.config), {
      from: "clinic@example.org",
      configurationSet: "receipts",
    }),
    address: emailAddress,
    calls: () => wire.requests.length,
    context: () => {
      const tags = wire.requests[0]?.input.EmailTags as { Name: string; Value: string }[];
      const tag = (name: string) => tags.find((t) => t.Name === name)?.Value as string;
      return { outreachId: tag("outreachId"), attempt: Number(tag("attempt")) };
    },
  };
};
// SES accepts a suppressed address and reports it as a bounce: see email/receipt.ts.
channelContract("email", emailRig, { refusesOptOuts: false });

const token = "fcm-token:APA91b";
const pushed = (result: Record<string, unknown>): WireAnswer => ({
  status: 200,
  json: { ApplicationId: "app-1", Result: { [token]: { StatusMessage: `token ${token}`, ...result } } },
});
type SentPush = { Addresses: Record<string, { Context: Record<string, string> }> };
const pushAnswers: Record<Mood, WireAnswer> = {
  accepts: pushed({ DeliveryStatus: "SUCCESSFUL", StatusCode: 200, MessageId: "push-1" }),
  refuses: pushed({ DeliveryStatus: "PERMANENT_FAILURE", StatusCode: 410 }),
  "opted-out": pushed({ DeliveryStatus: "OPT_OUT", StatusCode: 400 }),
  throttles: pushed({ DeliveryStatus: "THROTTLED", StatusCode: 429 }),
  "times-out": pushed({ DeliveryStatus: "UNKNOWN_FAILURE", StatusCode: 500 }),
};

channelContract("push", (mood) => {
  const wire = captured(pushAnswers[mood]);
  return {
    port: pushChannel(pushClient(wire.config), { applicationId: "app-1" }),
    address: `GCM:${token}`,
    calls: () => wire.requests.length,
    context: () => {
      const sent = wire.requests[0]?.input.MessageRequest as SentPush | undefined;
      const context = sent?.Addresses[token]?.Context;
      return { outreachId: context?.outreachId ?? "", attempt: Number(context?.attempt) };
    },
  };
});

for (const channel of channels) {
  channelContract(`the local ${channel}`, (mood) => {
    const outbox = createOutbox();
    return {
      port: localChannel(channel, outbox, { now: () => "2026-11-22T15:00:00.000Z" }, () => {}),
      address: magicAddress(channel, magicMoods[mood]),
      calls: () => outbox.list().length,
      context: () => {
        const { outreachId = "", attempt = 0 } = outbox.list()[0] ?? {};
        return { outreachId, attempt };
      },
    };
  });
}
