import * as z from "zod";
import { type Scope, scopes } from "#lib/domain/api/scopes.ts";
import { Policy } from "#lib/domain/policy/policy.ts";
import { Slug } from "#lib/domain/words.ts";
import {
  CallLineSender,
  EmailSender,
  hostedZoneId,
  hostname,
  LetterSender,
  PushSender,
  SmsSender,
  VoiceSender,
  WhatsAppSender,
} from "./senders.ts";

/** What a customer may switch on one by one. A module that is off leaves nothing in any template. */
export const modules = [
  "sms",
  "email",
  "push",
  "fhir",
  "pages",
  "voice",
  "call-line",
  "whatsapp",
  "letter",
  "portal",
  "staff-call",
] as const;
export type Module = (typeof modules)[number];

/** Where every service of the stacks exists: End User Messaging SMS, its push and SES among them. */
const regions = ["us-east-1", "us-east-2", "us-west-2", "ca-central-1"] as const;

/** 45 CFR 164.316(b)(2)(i): documentation, the audit trail in it, is kept six years from its creation. */
const legalMinimumYears = 6;

const Retention = z.strictObject({
  auditYears: z
    .int()
    .min(legalMinimumYears, "45 CFR 164.316(b)(2)(i) asks for six years at least")
    .max(10, "CloudWatch Logs keeps access logs for ten years at most"),
  /** Application logs (ids and codes only); the values CloudWatch Logs takes, in days. */
  logDays: z.union([90, 120, 150, 180, 365, 400, 545, 731].map((days) => z.literal(days))).default(365),
});

/** One customer's settings as they are written; what does not go together is in settings-faults.ts. */
export const Shape = z.strictObject({
  stage: z.enum(["dev", "test", "prod"]),
  account: z.string().regex(/^\d{12}$/, "the twelve digits of the AWS account"),
  region: z.enum(regions),
  modules: z
    .array(z.enum(modules))
    .refine((list) => new Set(list).size === list.length, "a module is named twice"),
  senders: z
    .strictObject({
      sms: SmsSender.optional(),
      email: EmailSender.optional(),
      push: PushSender.optional(),
      voice: VoiceSender.optional(),
      "call-line": CallLineSender.optional(),
      whatsapp: WhatsAppSender.optional(),
      letter: LetterSender.optional(),
    })
    .default({}),
  /** Further senders of a channel: they share its messages by weight, and step in for one that definitely refuses. */
  furtherSenders: z
    .strictObject({
      sms: z.array(SmsSender).max(2).default([]),
      email: z.array(EmailSender).max(2).default([]),
      voice: z.array(VoiceSender).max(2).default([]),
    })
    .default({ sms: [], email: [], voice: [] }),
  retention: Retention,
  api: z.strictObject({
    domain: z
      .strictObject({
        name: hostname,
        certificateArn: z.string().regex(/^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]{36}$/),
        hostedZoneId: hostedZoneId.optional(),
      })
      .optional(),
    /** One machine-to-machine client per partner app, with the scopes it may ask for. */
    clients: z
      .array(
        z.strictObject({
          name: Slug,
          scopes: z.array(z.enum(Object.keys(scopes) as [Scope, ...Scope[]])).min(1),
        }),
      )
      .default([]),
    /** Requests that one address may make in five minutes before the WAF answers 403. */
    requestsPerFiveMinutes: z.int().min(100).max(1_000_000).default(10_000),
  }),
  alarms: z.strictObject({
    emails: z.array(z.email()).min(1, "an alarm that nobody gets is none"),
    /** Where whoever is called at night reads the runbook of the version that is deployed; each alarm adds its `#section`. */
    runbook: z.url({
      protocol: /^https$/,
      error: "the https address of docs/runbook.md as your team reads it",
    }),
  }),
  logLevel: z.enum(["DEBUG", "INFO", "WARN", "ERROR"]).default("INFO"),
  /** The outreach policy the customer begins with; staff change it through the API later. */
  policy: Policy,
});
export type Given = z.output<typeof Shape>;
