import * as z from "zod";
import { CalendarDate, Channel, channels, Format, Instant, Language, LocalTime } from "../words.ts";
import { PostalAddress } from "./postal-address.ts";

export const Identifier = z.strictObject({ system: z.string().max(200), value: z.string().min(1).max(200) });
export type Identifier = z.infer<typeof Identifier>;

/**
 * Whether an address can be used at all. What its owner wants is consent, not health. From good to bad: `wrong`, that
 * somebody else has it, as a person found out, outweighs all that a provider says (45 CFR 164.502(a)).
 */
export const healths = ["ok", "invalid", "bounced", "landline", "complained", "wrong"] as const;
export const Health = z.enum(healths);
export type Health = z.infer<typeof Health>;

export const ContactPoint = z.object({
  id: z.string(),
  channel: Channel,
  /** E.164 for sms and voice, an address for email, a device token for push, for letter the lines of `postal`. */
  address: z.string().min(1).max(4096),
  postal: PostalAddress.optional(),
  health: Health,
  /** Of an `invalid` one: a provider said so, not its look. A source that repeats the address does not heal it. */
  learned: z.literal(true).optional(),
  use: z.enum(["home", "work", "mobile", "temp", "old"]).optional(),
  verifiedAt: Instant.optional(),
  /** Reference of the relation whose address it is, where it is not the patient's own. */
  relation: z.string().max(128).optional(),
});
export type ContactPoint = z.infer<typeof ContactPoint>;

export const Preference = z.strictObject({
  channels: z.array(Channel).max(channels.length).optional(),
  language: Language.optional(),
  hours: z.strictObject({ from: LocalTime, to: LocalTime }).optional(),
  format: Format.optional(),
  topics: z.record(z.string().max(64), z.boolean()).optional(),
  /** Contact points that alone may be used, asked for by 45 CFR 164.522(b). Silence leaves them so; none ends it. */
  confidential: z.array(z.string().max(64)).max(10).optional(),
});
export type Preference = z.infer<typeof Preference>;

export const Relation = z.strictObject({
  /** The source's own name of this relation, so that a repeated one replaces itself. */
  reference: z.string().max(128).optional(),
  role: z.enum(["proxy", "caregiver", "guardian", "emergency"]),
  name: z.string().max(200).optional(),
  phone: z.string().max(40).optional(),
  email: z.string().max(320).optional(),
  /** Their own, to recognise them by. */
  birthDate: CalendarDate.optional(),
  /** The pages they may open for the patient, where these are not what their role opens (proxy.ts). */
  scope: z
    .array(z.enum(["visits", "messages", "forms", "preferences"]))
    .max(4)
    .optional(),
});

export type Relation = z.infer<typeof Relation>;

/** A person the customer cares for. A prospect has only inquired yet. */
export const Patient = z.object({
  id: z.string(),
  reference: z.string().max(128).optional(),
  identifiers: z.array(Identifier).max(50),
  name: z.object({ given: z.string().max(200), family: z.string().max(200) }),
  birthDate: CalendarDate.optional(),
  gender: z.enum(["male", "female", "other", "unknown"]).optional(),
  language: Language,
  timeZone: z.string(),
  deceased: z.boolean(),
  active: z.boolean(),
  prospect: z.boolean(),
  contactPoints: z.array(ContactPoint).max(30),
  preference: Preference,
  /** Conditions, risk level, payer, program, location, visit history, digital behaviour: what segments ask about. */
  attributes: z.record(
    z.string().max(64),
    z.union([z.string().max(500), z.number(), z.boolean(), z.array(z.string().max(200)).max(200)]),
  ),
  relations: z.array(Relation).max(50),
  /** The source's own version of this record (FHIR meta.lastUpdated), to tell a stale copy. */
  sourceUpdatedAt: Instant.optional(),
  /** Digest of the source record last applied, so that a repeated one writes nothing. */
  sourceDigest: z.string().optional(),
});
export type Patient = z.infer<typeof Patient>;
