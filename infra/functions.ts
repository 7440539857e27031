import type { Module } from "./settings-shape.ts";

/** What a function may be given; the stacks say what each means (infra/stacks). */
export type RightName =
  | "records"
  /** Of the pictures that patients send: the pages may add one, "files" may read one. */
  | "files"
  | "machine"
  /** To begin operations, at once and at a time. */
  | "operations"
  | "schedules"
  /** To fill every channel's queue; `queue`: to empty the function's own. */
  | "queues"
  | "queue"
  | "stream"
  | "send"
  /** Of the provider's opt-out list: to tell it of a STOP or START, and to compare it with ours. */
  | "optOuts";

export type FunctionSpec = {
  name: string;
  entry: string;
  /** Mebibytes: half a virtual processor at 884, a whole one at 1,769. */
  memory: number;
  seconds: number;
  rights: readonly RightName[];
  /** It is there only where one of these is on; always, where there is none. */
  modules?: readonly Module[];
  /** What its failure costs patients or the clinic; its alarm says so. */
  loses: string;
};

/** Every function of the system, one line each: what starts it, what it may do, what is lost without it. */
export const functions = {
  api: {
    name: "api",
    entry: "functions/http/api.ts",
    memory: 1024,
    seconds: 29,
    rights: ["records"],
    loses:
      "Partner apps cannot book, cancel or enrol: patients get no new messages and cancelled ones may still leave.",
  },
  fhir: {
    name: "fhir",
    entry: "functions/http/fhir.ts",
    memory: 1769,
    seconds: 29,
    rights: ["records"],
    modules: ["fhir"],
    loses: "The EHR's changes do not arrive: patients are reminded of visits that moved or were cancelled.",
  },
  pages: {
    name: "pages",
    entry: "functions/http/pages.ts",
    memory: 1024,
    seconds: 15,
    rights: ["records", "files"],
    modules: ["pages"],
    loses: "Links in messages do not open: patients cannot confirm, fill in forms or opt out on the web.",
  },
  files: {
    name: "files",
    entry: "functions/http/files.ts",
    memory: 512,
    seconds: 29,
    rights: ["records", "files"],
    modules: ["pages"],
    loses: "Staff cannot look at the insurance cards and signatures that patients sent: visits begin late.",
  },
  stream: {
    name: "stream",
    entry: "functions/events/stream.ts",
    memory: 1024,
    seconds: 60,
    rights: ["records", "machine", "operations", "schedules", "queues", "stream"],
    loses:
      "Nothing follows from what happens: journeys stand still, due messages are not queued, the audit trail lags.",
  },
  inbound: {
    name: "inbound",
    entry: "functions/events/inbound.ts",
    memory: 512,
    seconds: 30,
    rights: ["records", "queue", "optOuts"],
    modules: ["sms", "whatsapp"],
    loses: "Replies are not read: a STOP is not obeyed and a patient who cancels is still expected.",
  },
  receipts: {
    name: "receipts",
    entry: "functions/events/receipts.ts",
    memory: 512,
    seconds: 30,
    rights: ["records", "queue"],
    modules: ["sms", "email", "voice", "whatsapp"],
    loses: "Fates stay unknown: dead numbers are texted again and nobody falls back to a call.",
  },
  deliverSms: {
    name: "deliver-sms",
    entry: "functions/events/deliver-sms.ts",
    memory: 512,
    seconds: 30,
    rights: ["records", "send", "queue", "optOuts"],
    modules: ["sms"],
    loses: "No text leaves: patients miss reminders and arrive unprepared or not at all.",
  },
  deliverEmail: {
    name: "deliver-email",
    entry: "functions/events/deliver-email.ts",
    memory: 512,
    seconds: 30,
    rights: ["records", "send", "queue"],
    modules: ["email"],
    loses: "No email leaves: patients who chose email get no reminder or instruction.",
  },
  deliverPush: {
    name: "deliver-push",
    entry: "functions/events/deliver-push.ts",
    memory: 512,
    seconds: 30,
    rights: ["records", "send", "queue"],
    modules: ["push"],
    loses: "No push notification leaves: patients who use the app get no reminder.",
  },
  deliverVoice: {
    name: "deliver-voice",
    entry: "functions/events/deliver-voice.ts",
    memory: 512,
    seconds: 30,
    rights: ["records", "send", "queue"],
    modules: ["voice"],
    loses: "No call is made: patients with a landline, or who do not read texts, get no reminder.",
  },
  keys: {
    name: "keys",
    entry: "functions/events/keys.ts",
    memory: 512,
    seconds: 8,
    rights: ["records", "optOuts"],
    modules: ["call-line"],
    loses: "Keys that callers press are not heard: who asks for no more calls is called again.",
  },
  deliverWhatsApp: {
    name: "deliver-whatsapp",
    entry: "functions/events/deliver-whatsapp.ts",
    memory: 512,
    seconds: 30,
    rights: ["records", "send", "queue"],
    modules: ["whatsapp"],
    loses: "No WhatsApp message leaves: patients who chose WhatsApp get no reminder.",
  },
  deliverLetter: {
    name: "deliver-letter",
    entry: "functions/events/deliver-letter.ts",
    memory: 1024,
    seconds: 60,
    rights: ["records", "send", "queue"],
    modules: ["letter"],
    loses: "No letter is printed: patients whom nothing else reaches hear nothing at all.",
  },
  deliverPortal: {
    name: "deliver-portal",
    entry: "functions/events/deliver-portal.ts",
    memory: 512,
    seconds: 30,
    rights: ["records", "queue"],
    modules: ["portal"],
    loses: "Nothing comes into the portal: patients who chose it do not see results and instructions.",
  },
  deliverStaffCall: {
    name: "deliver-staff-call",
    entry: "functions/events/deliver-staff-call.ts",
    memory: 512,
    seconds: 30,
    rights: ["records", "queue"],
    modules: ["staff-call"],
    loses: "No call comes onto the worklist: patients who answer nothing else are called by nobody.",
  },
  sweep: {
    name: "sweep",
    entry: "functions/schedule/sweep.ts",
    memory: 512,
    seconds: 300,
    rights: ["records", "schedules", "queues"],
    loses: "Messages planned more than 48 hours ahead are never scheduled: patients do not get them.",
  },
  reconcile: {
    name: "reconcile",
    entry: "functions/schedule/reconcile.ts",
    memory: 512,
    seconds: 240,
    rights: ["records", "queues"],
    loses: "What was due and did not fire is not found: single patients silently get no message.",
  },
  optOuts: {
    name: "opt-outs",
    entry: "functions/schedule/opt-outs.ts",
    memory: 1024,
    // A million patients are looked at in some minutes: eight shards at once, a hundred at a time.
    seconds: 900,
    rights: ["records", "optOuts"],
    modules: ["sms"],
    loses:
      "What patients said to the carrier is not compared with what we know: one who opted out there may be texted.",
  },
  operate: {
    name: "operate",
    entry: "functions/steps/operate.ts",
    memory: 1769,
    // A million members are taken down in some 150 s; a batch takes one.
    seconds: 600,
    rights: ["records"],
    loses: "Campaigns and new segments stand still: patients who should be invited or recalled are not.",
  },
  advance: {
    name: "advance",
    entry: "functions/steps/advance.ts",
    memory: 512,
    seconds: 30,
    rights: ["records"],
    loses: "Journeys do not take their next step: patients wait for a message that is not planned.",
  },
} as const satisfies Record<string, FunctionSpec>;

export type FunctionKey = keyof typeof functions;

const all: readonly FunctionSpec[] = Object.values(functions);

/** The functions that a customer with these modules has. */
export const functionsOf = (on: readonly Module[]): FunctionSpec[] =>
  all.filter(({ modules }) => !modules || modules.some((module) => on.includes(module)));
