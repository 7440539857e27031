import * as z from "zod";
import { isZone } from "../time/zone.ts";
import { Channel, type Instant, Language, Purpose, Slug } from "../words.ts";
import {
  Budget,
  Circuit,
  DatedStopScope,
  FallbackAfter,
  OpenWeek,
  Reserved,
  type StopScope,
  WhenClosed,
} from "./parts.ts";
import { CareHours, Crisis, defaultCrisis, ReplyRule, ReplyTopics, Robots } from "./replies.ts";

/**
 * The customer's outreach policy, as data. Defaults are the design's: 9–20 Monday to Saturday, 12–20 Sunday, not on
 * US federal holidays (within 47 CFR 64.1200(c)(1), which allows 8–21); one message a day and three a week.
 */
export const Policy = z.object({
  hours: OpenWeek.default({
    weekday: { from: "09:00", to: "20:00" },
    saturday: { from: "09:00", to: "20:00" },
    sunday: { from: "12:00", to: "20:00" },
    federalHolidays: "closed",
  }),
  /** A channel's own hours in place of `hours`, such as email around the clock. The law's hours bound them still. */
  channelHours: z.partialRecord(Channel, OpenWeek).default({}),
  /** Classes of message whose hours the rules of states bound (state-rules.ts). */
  stateRules: z.enum(["all", "marketing", "off"]).default("all"),
  whenClosed: WhenClosed.default({}),
  /**
   * What waited for an opening leaves over this many minutes after it, so that nine o'clock is no peak. In half an
   * hour a toll-free number sends 5,400 parts, and the front desk gets the answers as they come, not all at once.
   */
  smearMinutes: z.int().min(0).max(240).default(30),
  budget: Budget.default({ perDay: 1, perWeek: 3 }),
  reserved: Reserved.default({ perWeek: { care: 1 } }),
  /** The same words about the same thing from another program are not sent again within these hours. 0: never asked. */
  nearDuplicateHours: z.int().min(0).max(168).default(6),
  circuit: Circuit.default({ sendsPerDay: 10, failuresInRow: 4 }),
  fallbackAfter: FallbackAfter.default({}),
  /**
   * Purposes for which giving the contact point is consent enough while the ledger says nothing
   * (47 CFR 64.1200(a)(2), health care messages; marketing always needs prior express written consent).
   */
  impliedConsent: z.array(Purpose.exclude(["marketing"])).default(["safety", "care", "operations"]),
  impliedChannels: z.array(Channel).default(["sms", "email", "push", "portal", "letter", "staff-call"]),
  /** Channels that are set up for this customer; voice is off until it is asked for. */
  channels: z.array(Channel).min(1).default(["sms", "email", "push"]),
  channelOrder: z
    .array(Channel)
    .min(1)
    .default(["sms", "email", "push", "voice", "portal", "staff-call", "letter"]),
  /** STOP revokes everything to the address, or the category it answered. 47 CFR 64.1200(a)(10). */
  stopScope: DatedStopScope.default("all"),
  /** Settings (`hours`, `budget.perDay`) that no level below the customer may change. */
  locked: z.array(z.string().max(64)).max(50).default([]),
  language: Language.default("en"),
  languages: z.array(Language).min(1).default(["en", "es"]),
  /** The school grade that a text of a language may take at most (docs/content.md). None for a language: only told. */
  readingGrade: z.record(Language, z.number().min(1).max(20)).default({ en: 6, es: 6 }),
  /** Hosts beside `linkBase`'s own that templates may link to; what lies below them is meant too. */
  linkHosts: z
    .array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "a host such as clinic.example.org"))
    .max(50)
    .default([]),
  timeZone: z
    .string()
    .refine(isZone, "Give an IANA time zone, such as America/Chicago.")
    .default("America/New_York"),
  clinicName: z.string().max(60).default("Your clinic"),
  clinicPhone: z.string().max(20).default(""),
  /** A line whose menu takes 9 for "no more calls"; without one, calls end with the clinic's own number. */
  stopLine: z.string().max(20).default(""),
  /** A journey or template is published only once another person than its author has approved it. */
  fourEyes: z.boolean().default(false),
  /** Which queue reads what patients write, where no rule of `replyRouting` holds: the first that does decides. */
  replyQueue: z.string().default("front-desk"),
  replyRouting: z.array(ReplyRule).max(100).default([]),
  replyTopics: ReplyTopics.default({}),
  /** When the care team, or a queue's own people, are there. Without hours nobody is told that they are away. */
  careHours: CareHours.optional(),
  queueHours: z.record(Slug, CareHours).default({}),
  crisis: Crisis.default(defaultCrisis),
  robots: Robots.default({ answersPerHour: 6, restHours: 24 }),
  /** Origin of the patients' pages, on the customer's own domain; without one no message holds a link. */
  linkBase: z
    .union([
      z.literal(""),
      z.string().regex(/^https:\/\/[a-z0-9.-]+(:\d+)?$|^http:\/\/(127\.0\.0\.1|localhost):\d+$/),
    ])
    .default(""),
  /**
   * Ages in years, which the states set differently: below `proxyUntil` a guardian may act on a patient's pages, and
   * below `ownAccessFrom` the patient may not (proxy.ts).
   */
  minors: z
    .object({ proxyUntil: z.int().min(0).max(26), ownAccessFrom: z.int().min(0).max(26) })
    .default({ proxyUntil: 18, ownAccessFrom: 13 }),
  /** The customer's colour on the patients' pages, as #rrggbb. */
  brand: z.object({ color: z.string().regex(/^#[0-9a-fA-F]{6}$/) }).default({ color: "#0b5c6b" }),
  /** What patients may switch off: categories of templates, with their names by language. */
  topics: z.record(Slug, z.record(Language, z.string().max(60))).default({
    appointments: { en: "Visits", es: "Citas" },
    preparation: { en: "Getting ready for a visit", es: "Preparación para una cita" },
  }),
});
export type Policy = z.infer<typeof Policy>;

export const defaultPolicy: Policy = Policy.parse({});

/** What a STOP said then revokes. Before the first date of a dated setting it is everything. */
export function stopScopeAt({ stopScope }: Pick<Policy, "stopScope">, at: Instant): StopScope {
  if (typeof stopScope === "string") return stopScope;
  const begun = stopScope.filter(({ from }) => from <= at);
  return begun.sort((a, b) => (a.from < b.from ? -1 : 1)).at(-1)?.value ?? "all";
}
