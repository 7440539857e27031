import * as z from "zod";

/** The small vocabulary that every noun shares. */

/** An instant as RFC 3339 in UTC with milliseconds: what `Date.toISOString` writes, so it sorts as text. */
export const Instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .meta({ format: "date-time", description: "RFC 3339 instant; answered in UTC" });
export type Instant = string;

/** A calendar date, YYYY-MM-DD. */
export const CalendarDate = z.iso.date();

/** What is kept by a name that a customer chose would be found unasked by one that every object has (`constructor`). */
export const isOwnName = (name: string): boolean => !(name in {});
export const notOwnName = "another word: the system has this one for itself";

/** Customer-chosen names: journeys, templates, queues, steps. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower-case words joined by hyphens")
  .max(64)
  .refine(isOwnName, notOwnName);

export const channels = [
  "sms",
  "voice",
  "email",
  "push",
  "portal",
  "letter",
  "whatsapp",
  "staff-call",
] as const;
export const Channel = z.enum(channels);
export type Channel = z.infer<typeof Channel>;

/** What a message may go by, in this order; `preferred`: as the patient and the policy have it. */
export const ChannelPlan = z
  .union([z.literal("preferred"), z.array(Channel).min(1).max(channels.length)])
  .default("preferred");

/** Channels whose address is a phone number, in E.164: on all of them the same number is the same person's. */
export const phoneChannels: ReadonlySet<Channel> = new Set(["sms", "voice", "whatsapp"]);
/** Channels that go to a number, a person's call among them. */
export const numberChannels: ReadonlySet<Channel> = new Set([...phoneChannels, "staff-call"]);
/** Anyone who picks up the phone may read or hear these, and the mailbox's keeper too. Design decision 8. */
export const openChannels: ReadonlySet<Channel> = new Set([...phoneChannels, "push", "email"]);

/** What a message is for: which consent it needs and which budget class it takes, highest first. */
export const purposes = ["safety", "care", "operations", "marketing"] as const;
export const Purpose = z.enum(purposes);
export type Purpose = z.infer<typeof Purpose>;

/** 45 CFR 164 and 42 CFR Part 2: what a rendered message may reveal. Open channels carry `none` or `limited`. */
export const PrivacyClass = z.enum(["none", "limited", "phi", "part2"]);
export type PrivacyClass = z.infer<typeof PrivacyClass>;

/** How a text is laid out for who reads it: as is, in large print, or in few short words with room between them. */
export const formats = ["standard", "large-print", "easy-read"] as const;
export const Format = z.enum(formats);
export type Format = z.infer<typeof Format>;

/** BCP 47; matching falls back es-419 → es → the customer's default. */
export const Language = z
  .string()
  .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/, "a BCP 47 language tag")
  .max(35);

/** ISO 8601 duration of days, hours, minutes or weeks, optionally negative: P2D, -PT4H, P1W. */
export const Duration = z
  .string()
  .regex(
    /^-?P(?=.)(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?$/,
    "an ISO 8601 duration such as P2D or PT4H",
  );
export type Duration = z.infer<typeof Duration>;

/** HH:MM on a 24-hour clock, local to whoever it is about. */
export const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "HH:MM");

export const Actor = z.object({
  type: z.enum(["system", "client", "patient", "ehr", "provider", "staff"]),
  id: z.string().max(128),
  /** Reference of the relation who acted for that patient. */
  relation: z.string().max(128).optional(),
});
export type Actor = z.infer<typeof Actor>;
