import type { Construct } from "constructs";
import type { Settings } from "#infra/config.ts";
import { CallLine } from "#infra/constructs/call-line.ts";
import { ChannelLine, type Pace } from "#infra/constructs/channel-line.ts";
import { Clockwork } from "#infra/constructs/clockwork.ts";
import { JourneyMachine } from "#infra/constructs/journey-machine.ts";
import type { LetterBucket } from "#infra/constructs/letter-bucket.ts";
import { OperationMachine } from "#infra/constructs/operation-machine.ts";
import { ServiceFunction } from "#infra/constructs/service-function.ts";
import { StreamConsumer } from "#infra/constructs/stream-consumer.ts";
import { TimedOutreach } from "#infra/constructs/timed-outreach.ts";
import { TopicLine } from "#infra/constructs/topic-line.ts";
import { functions } from "#infra/functions.ts";
import { isOn } from "#infra/house.ts";
import { may, type Right, together } from "#infra/rights.ts";
import type { LetterSender, SmsSender } from "#infra/senders.ts";
import { CustomerStack } from "./customer-stack.ts";
import type { DataStack } from "./data.ts";
import type { MessagingStack } from "./messaging.ts";

/** Sorted by the parts a second that a number carries: 3, some, 100. */
const smsPace: Record<SmsSender["type"], Pace> = {
  simulator: { atOnce: 2, batch: 1 },
  "toll-free": { atOnce: 2, batch: 1 },
  "10dlc": { atOnce: 5, batch: 5 },
  "short-code": { atOnce: 30, batch: 10 },
};
/** Several numbers carry what each of them does. */
const smsPaceOf = (types: SmsSender["type"][]): Pace => ({
  atOnce: types.reduce((sum, type) => sum + smsPace[type].atOnce, 0),
  batch: Math.max(...types.map((type) => smsPace[type].batch)),
});

/** An account may make one call a second and twenty a minute until it asks for more (AWS quotas, voice). */
const callPace: Pace = { atOnce: 2, batch: 1 };
/** SES and push take hundreds a second; this leaves concurrency to the others. */
const widePace: Pace = { atOnce: 10, batch: 10 };

/** In minutes. */
const oneDay = 24 * 60;

/** Printing takes a second of a processor; the table takes what it is given. */
const letterPace: Pace = { atOnce: 5, batch: 2 };

/** Into the bucket, or to a vendor under a secret that is read at the first letter. */
const letterSent = ({ from, to }: LetterSender, letters: LetterBucket | undefined): Right =>
  together([
    { variables: { LETTER_SENDER: from.join("\n") } },
    letters?.added ?? {},
    to.type === "vendor"
      ? {
          variables: { LETTER_VENDOR_URL: to.url, LETTER_VENDOR_SECRET_ARN: to.secretArn },
          statements: [may(["secretsmanager:GetSecretValue"], [to.secretArn])],
        }
      : {},
  ]);

/** Lines that need no service of messages. A module that is off has none. */
const ownLines = (settings: Settings, letters: LetterBucket | undefined) => [
  settings.senders.letter &&
    ({
      channel: "letter",
      spec: functions.deliverLetter,
      send: letterSent(settings.senders.letter, letters),
      pace: letterPace,
    } as const),
  isOn(settings, "portal") &&
    ({ channel: "portal", spec: functions.deliverPortal, send: {}, pace: widePace } as const),
  isOn(settings, "staff-call") &&
    ({ channel: "staff-call", spec: functions.deliverStaffCall, send: {}, pace: widePace } as const),
];

/** What makes journeys go: a line out per channel, the lines in, the machine, the stream's reactions, the clockwork. */
export class EngineStack extends CustomerStack {
  readonly journeys: JourneyMachine;

  constructor(scope: Construct, { house, records, letters }: DataStack, messaging: MessagingStack) {
    super(scope, "engine", house.settings, "Followthrough: journeys, queues, senders, schedules");
    const { sms, email, push, voice, whatsapp } = messaging;
    const read = { records: records.used };
    /** A customer without texts has no list to tell. */
    const optOuts = sms?.optOutsFor("tell") ?? {};

    const lines = [
      sms &&
        ({ channel: "sms", spec: functions.deliverSms, send: sms.sent, pace: smsPaceOf(sms.types) } as const),
      email &&
        ({ channel: "email", spec: functions.deliverEmail, send: email.sent, pace: widePace } as const),
      push && ({ channel: "push", spec: functions.deliverPush, send: push.sent, pace: widePace } as const),
      voice &&
        ({ channel: "voice", spec: functions.deliverVoice, send: voice.sent, pace: callPace } as const),
      whatsapp &&
        ({
          channel: "whatsapp",
          spec: functions.deliverWhatsApp,
          send: whatsapp.sent,
          pace: widePace,
        } as const),
      ...ownLines(house.settings, letters),
    ]
      .filter((line) => line !== undefined && line !== false)
      .map(({ channel, spec, send, pace }) => {
        const rights = { ...read, send, optOuts };
        return new ChannelLine(this, spec.name, { house, channel, spec, rights, pace });
      });

    const events = [sms, email, voice, whatsapp].flatMap((channel) => channel?.events ?? []);
    const replies = [sms?.replies, whatsapp?.events].filter((topic) => topic !== undefined);
    if (replies.length > 0)
      new TopicLine(this, "Inbound", {
        ...{ house, spec: functions.inbound, topics: replies },
        rights: { ...read, optOuts },
      });
    if (events.length > 0)
      new TopicLine(this, "Receipts", { house, spec: functions.receipts, rights: read, topics: events });

    const line = house.settings.senders["call-line"];
    if (line) new CallLine(this, "CallLine", { house, rights: { ...read, optOuts }, line });

    const advance = new ServiceFunction(this, "Advance", { house, spec: functions.advance, rights: read });
    this.journeys = new JourneyMachine(this, "Journeys", { house, records, advance });

    const stream = new StreamConsumer(this, "Changes", { house, records });
    const timed = new TimedOutreach(this, "Timed", { house, lines });
    const operate = new ServiceFunction(this, "Operate", { house, spec: functions.operate, rights: read });
    const operations = new OperationMachine(this, "Operations", { house, operate, dead: timed.deadLetters });
    const rights = {
      ...read,
      machine: this.journeys.driven,
      operations: operations.driven,
      schedules: timed.used,
      queues: together(lines.map(({ filled }) => filled)),
      stream: stream.read,
    };
    stream.feeds(new ServiceFunction(this, "Stream", { house, spec: functions.stream, rights }));
    const sweep = new ServiceFunction(this, "Sweep", { house, spec: functions.sweep, rights });
    const reconcile = new ServiceFunction(this, "Reconcile", { house, spec: functions.reconcile, rights });
    const compares =
      sms &&
      new ServiceFunction(this, "OptOuts", {
        ...{ house, spec: functions.optOuts },
        rights: { ...read, optOuts: sms.optOutsFor("compare") },
      });
    new Clockwork(this, "Clockwork", {
      house,
      beats: [
        { spec: functions.sweep, runs: sweep, minutes: 15 },
        { spec: functions.reconcile, runs: reconcile, minutes: 5 },
        ...(compares ? [{ spec: functions.optOuts, runs: compares, minutes: oneDay }] : []),
      ],
    });
  }
}
