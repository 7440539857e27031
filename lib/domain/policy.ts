import * as z from "zod";
import { Channel, Language, LocalTime, Purpose, Slug } from "./words.ts";
import { isZone } from "./zone.ts";

/** A day whose window ends before it begins is closed. */
const Window = z.object({ from: LocalTime, to: LocalTime });
type Window = z.infer<typeof Window>;

const isOpenDay = ({ from, to }: Window): boolean => from < to;

/**
 * The customer's outreach policy, as data. Defaults are the design's: 9–20 Monday to Saturday, 12–20 Sunday, not on
 * US federal holidays (within 47 CFR 64.1200(c)(1), which allows 8–21); one message a day and three a week.
 */
export const Policy = z.object({
  hours: z
    .object({
      weekday: Window,
      saturday: Window,
      sunday: Window,
      federalHolidays: z.enum(["closed", "open"]),
    })
    .refine(
      (week) => [week.weekday, week.saturday, week.sunday].some(isOpenDay),
      "Leave a day open: a policy that is always closed lets nothing leave, ever.",
    )
    .default({
      weekday: { from: "09:00", to: "20:00" },
      saturday: { from: "09:00", to: "20:00" },
      sunday: { from: "12:00", to: "20:00" },
      federalHolidays: "closed",
    }),
  budget: z
    .object({ perDay: z.int().min(1).max(50), perWeek: z.int().min(1).max(200) })
    .default({ perDay: 1, perWeek: 3 }),
  /**
   * Purposes for which giving the contact point is consent enough while the ledger says nothing
   * (47 CFR 64.1200(a)(2), health care messages; marketing always needs prior express written consent).
   */
  impliedConsent: z.array(Purpose.exclude(["marketing"])).default(["safety", "care", "operations"]),
  impliedChannels: z.array(Channel).default(["sms", "email", "push", "portal", "letter"]),
  /** Channels that are set up for this customer; voice is off until it is asked for. */
  channels: z.array(Channel).min(1).default(["sms", "email", "push"]),
  channelOrder: z.array(Channel).min(1).default(["sms", "email", "push", "voice", "portal", "letter"]),
  /** STOP revokes everything to the address, or the category it answered. 47 CFR 64.1200(a)(10). */
  stopScope: z.enum(["all", "category"]).default("all"),
  language: Language.default("en"),
  languages: z.array(Language).min(1).default(["en", "es"]),
  timeZone: z
    .string()
    .refine(isZone, "Give an IANA time zone, such as America/Chicago.")
    .default("America/New_York"),
  clinicName: z.string().max(60).default("Your clinic"),
  clinicPhone: z.string().max(20).default(""),
  replyQueue: z.string().default("front-desk"),
  /** Origin of the patients' pages, on the customer's own domain; without one no message holds a link. */
  linkBase: z
    .union([
      z.literal(""),
      z.string().regex(/^https:\/\/[a-z0-9.-]+(:\d+)?$|^http:\/\/(127\.0\.0\.1|localhost):\d+$/),
    ])
    .default(""),
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
