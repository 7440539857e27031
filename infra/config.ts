import { existsSync, readdirSync, readFileSync } from "node:fs";
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

const Shape = z.strictObject({
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

/** Modules whose messages need a sender. */
const needSender = ["sms", "email", "push", "voice", "call-line", "whatsapp", "letter"] as const;
const needsSender = (name: string): name is (typeof needSender)[number] => needSender.some((n) => n === name);

/** Channels without a sender, that are there with their module. */
const isOwn = (channel: string): boolean => channel === "portal" || channel === "staff-call";

type Given = z.output<typeof Shape>;
type Fault = { path: string[]; message: string };

const senderFaults = ({ modules: on, senders }: Given): Fault[] =>
  needSender.flatMap((module) => {
    const path = ["senders", module];
    if (on.includes(module) && !senders[module])
      return [{ path, message: `module ${module} is on and has no sender` }];
    if (!on.includes(module) && senders[module]) return [{ path, message: `module ${module} is off` }];
    return [];
  });

const several = ["sms", "email", "voice"] as const;
const nameOfSender = (sender: object): string =>
  "domain" in sender
    ? `${sender.domain}`
    : "phoneNumberId" in sender
      ? `${sender.phoneNumberId}`
      : "simulator";

/** Each channel's senders, the first one first. */
export const sendersOf = <C extends (typeof several)[number]>(
  { senders, furtherSenders }: Pick<Given, "senders" | "furtherSenders">,
  channel: C,
): NonNullable<Given["senders"][C]>[] => {
  const first = senders[channel];
  return first ? ([first, ...furtherSenders[channel]] as NonNullable<Given["senders"][C]>[]) : [];
};

const furtherFaults = (settings: Given): Fault[] =>
  several.flatMap((channel) => {
    const names = sendersOf(settings, channel).map(nameOfSender);
    const path = ["furtherSenders", channel];
    if (settings.furtherSenders[channel].length > 0 && names.length === 0)
      return [{ path, message: `module ${channel} is off` }];
    return new Set(names).size === names.length ? [] : [{ path, message: "a sender is named twice" }];
  });

/** 47 CFR 64.1200(b)(2): a recorded call gives a number at which to be left alone. */
const voiceFaults = ({ modules: on, policy }: Given): Fault[] => [
  ...(on.includes("voice") && !on.includes("call-line") && !policy.clinicPhone
    ? [{ path: ["policy", "clinicPhone"], message: "module voice is on: its calls say where to stop them" }]
    : []),
  ...(policy.stopLine
    ? [{ path: ["policy", "stopLine"], message: "follows from senders.call-line: leave it out" }]
    : []),
];

/** The gateway's own address has a stage in its path, which no link of a page leads through. */
const pageFaults = ({ modules: on, api, policy }: Given): Fault[] => [
  ...(on.includes("pages") && !api.domain
    ? [
        {
          path: ["api", "domain"],
          message: "module pages is on: its links need a domain of the customer's own",
        },
      ]
    : []),
  ...(policy.linkBase
    ? [{ path: ["policy", "linkBase"], message: "follows from api.domain: leave it out" }]
    : []),
];

/** What of the policy follows from the rest: where patients' pages are, and which channels are set up. */
function policyOf({ modules: on, api, policy, senders }: Given): Policy {
  const linkBase = on.includes("pages") && api.domain ? `https://${api.domain.name}` : "";
  const stopLine = senders["call-line"]?.number ?? "";
  return {
    ...policy,
    linkBase,
    stopLine,
    channels: policy.channels.filter((c) => !(needsSender(c) || isOwn(c)) || on.includes(c)),
  };
}

export const Settings = Shape.superRefine((settings, ctx) => {
  for (const fault of [
    ...senderFaults(settings),
    ...furtherFaults(settings),
    ...voiceFaults(settings),
    ...pageFaults(settings),
  ])
    ctx.addIssue({ code: "custom", ...fault });
}).transform((settings) => ({ ...settings, policy: policyOf(settings) }));
export type Settings = z.infer<typeof Settings> & { customer: string };

/** At most 20 characters, so that the longest name made of it (a function's, 64) still fits. */
const CustomerName = Slug.max(20, "a customer's name has at most 20 characters");

/** Parses one customer's settings. Throws with the path and the reason of each fault, one a line. */
export function parseSettings(customer: string, input: unknown): Settings {
  const name = CustomerName.safeParse(customer);
  const parsed = Settings.safeParse(input);
  const issues = [...(name.error?.issues ?? []), ...(parsed.error?.issues ?? [])];
  if (parsed.data && issues.length === 0) return { ...parsed.data, customer };
  const lines = issues.map((issue) => `  ${issue.path.join(".") || "(settings)"}: ${issue.message}`);
  throw new Error(`settings of customer "${customer}" are refused:\n${lines.join("\n")}`);
}

const folder = new URL("./customers/", import.meta.url);

export const customers = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length));

/** The file's name is the customer's, so two customers cannot have one name. */
export function readSettings(customer: string): Settings {
  const file = new URL(`${customer}.json`, folder);
  if (!CustomerName.safeParse(customer).success || !existsSync(file))
    throw new Error(`no infra/customers/${customer}.json; there are: ${customers().join(", ")}`);
  return parseSettings(customer, JSON.parse(readFileSync(file, "utf8")));
}
