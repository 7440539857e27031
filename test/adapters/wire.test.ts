import { createHash } from "node:crypto";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SQSClient } from "@aws-sdk/client-sqs";
import { describe, expect, it } from "vitest";
import { phoneClient } from "#lib/adapters/aws/phone-service.ts";
import { emailChannel, emailClient } from "#lib/adapters/email/send.ts";
import { pushChannel, pushClient } from "#lib/adapters/push/send.ts";
import { schedulerTimer } from "#lib/adapters/scheduler/timer.ts";
import { smsChannel } from "#lib/adapters/sms/send.ts";
import { sqsQueue } from "#lib/adapters/sqs/queue.ts";
import { sfnMachine } from "#lib/adapters/stepfunctions/machine.ts";
import { voiceChannel } from "#lib/adapters/voice/send.ts";
import { whatsAppChannel, whatsAppClient } from "#lib/adapters/whatsapp/send.ts";
import type { ChannelPort, Envelope } from "#lib/ports.ts";
import { describeWithSharedData } from "#test/support/shared-data.ts";
import {
  captured,
  errorAnswer,
  modelFaults,
  publishedErrors,
  type Service,
  socketError,
  type WireAnswer,
} from "#test/support/wire.ts";
import { envelopeFor } from "./channel.contract.ts";

const enrollmentId = "enr_0123456789abcdefghjkmnpqrs_0123456789abcdef";
const outreachId = "out_0123456789abcdefghjkmnpqrs_0123456789abcdef_0123456789";
const message = { outreachId, channel: "sms" } as const;
const schedulerSettings = {
  groupName: "followthrough",
  roleArn: "arn:aws:iam::123456789012:role/scheduler",
  queueArns: { sms: "arn:aws:sqs:us-east-1:123456789012:deliver-sms" },
  deadLetterArn: "arn:aws:sqs:us-east-1:123456789012:deliver-dead",
};
const machineArn = "arn:aws:states:us-east-1:123456789012:stateMachine:journeys";

const md5 = (text: string): string => createHash("md5").update(text).digest("hex");

type Wire = ReturnType<typeof captured>;
/** One retry at most: these tests ask what becomes of an error, not how often it is tried. */
const once = (wire: Wire) => ({ ...(wire.config as object), maxAttempts: 1 });
const smsOf = (wire: Wire, more = {}) =>
  smsChannel(phoneClient(wire.config), {
    originationIdentity: "+12065550152",
    configurationSet: "receipts",
    ...more,
  });
const emailOf = (wire: Wire, more = {}) =>
  emailChannel(emailClient(wire.config), {
    from: "clinic@example.org",
    configurationSet: "receipts",
    ...more,
  });
const pushOf = (wire: Wire) => pushChannel(pushClient(wire.config), { applicationId: "0123456789abcdef" });
const voiceOf = (wire: Wire, more = {}) =>
  voiceChannel(phoneClient(wire.config), {
    originationNumber: "+12065550152",
    configurationSet: "receipts",
    ...more,
  });
const whatsAppOf = (wire: Wire) =>
  whatsAppChannel(whatsAppClient(wire.config), {
    originationPhoneNumberId: "phone-number-id-01234567890123456789012345678901",
  });
const approved = { name: "visit_reminder", language: "en_US", parameters: ["Riverside Clinic"] };
const timerOf = (wire: Wire) => schedulerTimer(new SchedulerClient(once(wire)), schedulerSettings);
const queueOf = (wire: Wire) =>
  sqsQueue(new SQSClient(once(wire)), {
    sms: "https://sqs.us-east-1.amazonaws.com/123456789012/deliver-sms",
  });
const machineOf = (wire: Wire) => sfnMachine(new SFNClient(once(wire)), machineArn);

const send = (portOf: (wire: Wire) => ChannelPort, address: string, more: Partial<Envelope> = {}) => {
  return (wire: Wire) => portOf(wire).send({ ...envelopeFor(portOf(wire), address), ...more });
};

describeWithSharedData("every request, by the service's own model", () => {
  const requests: [string, Service, string, (wire: Wire) => Promise<unknown>][] = [
    ["a text", "pinpoint-sms-voice-v2", "SendTextMessage", send(smsOf, "+12025550142")],
    [
      "a marketing text with a price limit",
      "pinpoint-sms-voice-v2",
      "SendTextMessage",
      send((w) => smsOf(w, { maxPrice: "0.20" }), "+12025550142", { purpose: "marketing" }),
    ],
    ["a plain email", "sesv2", "SendEmail", send(emailOf, "maria@example.org")],
    [
      "an HTML email with one-click unsubscribe",
      "sesv2",
      "SendEmail",
      send((w) => emailOf(w, { replyTo: "desk@example.org" }), "maria@example.org", {
        body: "<p>Hi</p>",
        markup: true,
        unsubscribeUrl: "https://clinic.example/u/abc",
      }),
    ],
    ["an Android push", "pinpoint", "SendMessages", (w) => send(pushOf, "GCM:a:b")(w).catch(() => {})],
    ["an iOS push", "pinpoint", "SendMessages", (w) => send(pushOf, "APNS:ab12")(w).catch(() => {})],
    ["a call", "pinpoint-sms-voice-v2", "SendVoiceMessage", send(voiceOf, "+12025550142")],
    [
      "a call in SSML with a price limit",
      "pinpoint-sms-voice-v2",
      "SendVoiceMessage",
      send((w) => voiceOf(w, { maxPricePerMinute: "0.20" }), "+12025550142", {
        language: "es-419",
        body: "<speak>Hola</speak>",
        markup: true,
      }),
    ],
    ["a WhatsApp text", "socialmessaging", "SendWhatsAppMessage", send(whatsAppOf, "+12025550142")],
    [
      "a WhatsApp template",
      "socialmessaging",
      "SendWhatsAppMessage",
      send(whatsAppOf, "+12025550142", { approved }),
    ],
    ["a timer", "scheduler", "CreateSchedule", (w) => timerOf(w).set(`${outreachId}-v12`, at, message)],
    ["the end of a timer", "scheduler", "DeleteSchedule", (w) => timerOf(w).clear(`${outreachId}-v12`)],
    ["a queued outreach", "sqs", "SendMessage", (w) => queueOf(w).send(message)],
    ["a delayed outreach", "sqs", "SendMessage", (w) => queueOf(w).send(message, 900)],
    ["a started enrollment", "sfn", "StartExecution", (w) => machineOf(w).start(enrollmentId)],
    ["a woken enrollment", "sfn", "SendTaskSuccess", (w) => machineOf(w).wake("AQCEAAAAKgAAAAMAAAAAAAAAA")],
  ];
  const at = "2026-11-22T15:00:00.001Z";

  it.each(requests)("%s fits %s %s", async (_, service, operation, act) => {
    const wire = captured(({ input }) => ({
      status: 200,
      json: { startDate: 1, executionArn: "x", MD5OfMessageBody: md5(String(input.MessageBody)) },
    }));
    await act(wire);
    expect(wire.requests.map((r) => r.operation)).toEqual([operation]);
    expect(wire.requests.flatMap((r) => modelFaults(service, r))).toEqual([]);
  });

  it("would not fit where a member is wrong, so the models do check", async () => {
    const wire = captured({ status: 200, json: { MessageId: "1" } });
    await send(smsOf, "not a number", { body: " " })(wire);
    expect(wire.requests.flatMap((r) => modelFaults("pinpoint-sms-voice-v2", r))).toHaveLength(2);
  });
});

/** What becomes of a call: a result in short, or that it threw. */
async function outcomeOf(act: (wire: Wire) => Promise<unknown>, answer: WireAnswer): Promise<string> {
  const wire = captured(answer);
  const end = await act(wire).then(
    (result) => result as { outcome: string; code?: string } | undefined,
    (error: Error) => ({ outcome: error.name === "UnknownEnd" ? "unknown" : "throws" }),
  );
  expect(wire.requests).toHaveLength(1);
  if (!end) return "fine";
  return end.outcome === "refused" ? `refused: ${(end as { code: string }).code}` : end.outcome;
}

describeWithSharedData("every error that a command publishes", () => {
  const text = send(smsOf, "+12025550142");
  const mail = send(emailOf, "maria@example.org");
  const push = send(pushOf, "GCM:token");
  const phoneErrors = {
    AccessDeniedException: "refused: account",
    ConflictException: "refused: account",
    InternalServerException: "unknown",
    ResourceNotFoundException: "refused: account",
    ServiceQuotaExceededException: "refused: account",
    ThrottlingException: "throttled",
    ValidationException: "refused: account",
  };
  const set = (w: Wire) => timerOf(w).set("out-v1", "2026-11-22T15:00:00.000Z", message);
  /** `rest`: what every error does that is not named. */
  const commands: [
    Service,
    string,
    (wire: Wire) => Promise<unknown>,
    Record<string, string>,
    rest?: string,
  ][] = [
    ["pinpoint-sms-voice-v2", "SendTextMessage", text, phoneErrors],
    ["pinpoint-sms-voice-v2", "SendVoiceMessage", send(voiceOf, "+12025550142"), phoneErrors],
    [
      "socialmessaging",
      "SendWhatsAppMessage",
      send(whatsAppOf, "+12025550142"),
      {
        DependencyException: "unknown",
        InternalServiceException: "unknown",
        InvalidParametersException: "refused: content",
        ResourceNotFoundException: "refused: account",
        ThrottledRequestException: "throttled",
      },
    ],
    [
      "sesv2",
      "SendEmail",
      mail,
      {
        AccountSuspendedException: "refused: account",
        BadRequestException: "refused: content",
        LimitExceededException: "refused: account",
        MailFromDomainNotVerifiedException: "refused: account",
        MessageRejected: "refused: content",
        NotFoundException: "refused: account",
        SendingPausedException: "refused: account",
        TooManyRequestsException: "throttled",
      },
    ],
    [
      "pinpoint",
      "SendMessages",
      push,
      {
        BadRequestException: "refused: content",
        ForbiddenException: "refused: account",
        InternalServerErrorException: "unknown",
        MethodNotAllowedException: "refused: account",
        NotFoundException: "refused: account",
        PayloadTooLargeException: "refused: content",
        TooManyRequestsException: "throttled",
      },
    ],
    ["scheduler", "CreateSchedule", set, { ConflictException: "fine" }, "throws"],
    [
      "scheduler",
      "DeleteSchedule",
      (w) => timerOf(w).clear("out-v1"),
      { ResourceNotFoundException: "fine" },
      "throws",
    ],
    ["sqs", "SendMessage", (w) => queueOf(w).send(message), {}, "throws"],
    [
      "sfn",
      "StartExecution",
      (w) => machineOf(w).start(enrollmentId),
      { ExecutionAlreadyExists: "fine" },
      "throws",
    ],
    [
      "sfn",
      "SendTaskSuccess",
      (w) => machineOf(w).wake("token"),
      { TaskTimedOut: "fine", TaskDoesNotExist: "fine", InvalidToken: "fine" },
      "throws",
    ],
  ];

  it.each(commands)("of %s %s comes to what it means", async (service, operation, act, expected, rest) => {
    const errors = publishedErrors(service, operation);
    expect(errors.length).toBeGreaterThan(2);
    const got: Record<string, string> = {};
    for (const { name, answer } of errors) got[name] = await outcomeOf(act, answer);
    expect(got).toEqual(Object.fromEntries(errors.map(({ name }) => [name, expected[name] ?? rest])));
    expect(Object.keys(got)).toEqual(expect.arrayContaining(Object.keys(expected)));
  });
});

describe("an error that every channel can meet", () => {
  const cases: [string, WireAnswer, string][] = [
    ["a reset connection", socketError("ECONNRESET"), "unknown"],
    ["a broken pipe", socketError("EPIPE"), "unknown"],
    ["a socket that timed out", socketError("ETIMEDOUT"), "unknown"],
    ["a refused connection: nothing can have left", socketError("ECONNREFUSED"), "throttled"],
    ["a name that is not found: nothing can have left", socketError("ENOTFOUND"), "throttled"],
    ["a bad gateway", { status: 502, json: "<html>" }, "unknown"],
    ["an unavailable service", errorAnswer("ServiceUnavailable", 503), "unknown"],
    ["a request time-out", errorAnswer("RequestTimeoutException", 408), "unknown"],
    ["an expired token", errorAnswer("ExpiredTokenException", 403), "refused: account"],
    ["a denial", errorAnswer("AccessDeniedException", 400), "refused: account"],
    ["an error newer than this code", errorAnswer("BrandNewException", 400), "refused: account"],
  ];
  const ports: [string, (wire: Wire) => Promise<unknown>][] = [
    ["sms", send(smsOf, "+12025550142")],
    ["email", send(emailOf, "maria@example.org")],
    ["push", send(pushOf, "GCM:token")],
    ["voice", send(voiceOf, "+12025550142")],
    ["whatsapp", send(whatsAppOf, "+12025550142")],
  ];

  it.each(ports.flatMap(([port, act]) => cases.map((c) => [port, ...c, act] as const)))(
    "%s: %s",
    async (_port, _name, answer, expected, act) => {
      expect(await outcomeOf(act, answer)).toBe(expected);
    },
  );
});
