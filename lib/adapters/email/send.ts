import {
  type MessageHeader,
  SESv2Client,
  type SESv2ClientConfig,
  SESv2ServiceException,
  SendEmailCommand,
  type SendEmailCommandInput,
} from "@aws-sdk/client-sesv2";
import type { ChannelPort, Envelope, RefusalCause } from "#lib/ports.ts";
import { endOf, type Service, sendOnce } from "../aws/send-once.ts";

/** `from`: a verified identity, with or without a display name. */
export type EmailSettings = { from: string; configurationSet: string; replyTo?: string };

/** The only client this channel may be given. */
export const emailClient = (config: SESv2ClientConfig = {}): SESv2Client => new SESv2Client(sendOnce(config));

/** Email by Amazon SES (API v2, SendEmail). */
export const emailChannel = (client: SESv2Client, settings: EmailSettings): ChannelPort => ({
  channel: "email",
  send: (envelope) =>
    endOf(service, client.send(new SendEmailCommand(requestOf(envelope, settings))), (answer) => ({
      outcome: "accepted",
      providerId: answer.MessageId ?? "",
    })),
});

const utf8 = (Data: string) => ({ Data, Charset: "UTF-8" });

const requestOf = (envelope: Envelope, settings: EmailSettings): SendEmailCommandInput => ({
  FromEmailAddress: settings.from,
  Destination: { ToAddresses: [envelope.address] },
  ...(settings.replyTo && { ReplyToAddresses: [settings.replyTo] }),
  ConfigurationSetName: settings.configurationSet,
  Content: {
    Simple: {
      Subject: utf8(envelope.subject ?? ""),
      Body: envelope.markup ? { Html: utf8(envelope.body) } : { Text: utf8(envelope.body) },
      ...(envelope.unsubscribeUrl && { Headers: oneClick(envelope.unsubscribeUrl) }),
    },
  },
  EmailTags: [
    { Name: "outreachId", Value: envelope.outreachId },
    { Name: "attempt", Value: String(envelope.attempt) },
  ],
});

/** RFC 2369 section 3.2 and RFC 8058 section 3.1: both, or the mailbox offers no one-click button. */
const oneClick = (url: string): MessageHeader[] => [
  { Name: "List-Unsubscribe", Value: `<${url}>` },
  { Name: "List-Unsubscribe-Post", Value: "List-Unsubscribe=One-Click" },
];

/** Whose fault; everything else is the account's. SES gives no reason codes: see `narrowed`. */
const causes = new Map<string, RefusalCause>([
  ["MessageRejected", "content"],
  ["MessageRejected/NOT_VERIFIED", "account"],
  ["BadRequestException", "content"],
  ["BadRequestException/ADDRESS", "address_invalid"],
]);

/** SES tells these apart by its prose only ("Illegal address", "Missing final '@domain'", "… is not verified"). */
const narrowed: [exception: string, wording: RegExp, code: string][] = [
  ["MessageRejected", /not verified/i, "NOT_VERIFIED"],
  [
    "BadRequestException",
    /illegal address|missing final|local address|domain (contains|starts|ends)/i,
    "ADDRESS",
  ],
];

const service: Service<SESv2ServiceException> = {
  channel: "email",
  answer: SESv2ServiceException,
  narrow: ({ name, message }) => narrowed.find(([of, wording]) => name === of && wording.test(message))?.[2],
  causes,
};
