import * as z from "zod";

/** Who a customer's messages come from, channel by channel. */

const numbers = {
  "toll-free": /^\+18(00|33|44|55|66|77|88)\d{7}$/,
  "10dlc": /^\+1[2-9]\d{9}$/,
  "short-code": /^\d{5,6}$/,
} as const;

/** Its share of what leaves, where a channel has several senders. */
const weight = z.int().min(1).max(1000).default(1);
const phoneNumberId = z.string().regex(/^phone-[0-9a-zA-Z]{1,58}$/, "phone-… as End User Messaging names it");

/** A number the carriers have registered (docs/deploy.md says how and how long), by its E.164 form or short code. */
const registered = <T extends keyof typeof numbers>(type: T) =>
  z.strictObject({
    type: z.literal(type),
    number: z.string("a sender needs its number").regex(numbers[type], `not a ${type} number`),
    phoneNumberId,
    weight,
  });

export const SmsSender = z.discriminatedUnion("type", [
  registered("toll-free"),
  registered("10dlc"),
  registered("short-code"),
  /** AWS's simulator number: needs no registration and reaches no handset but simulated ones. */
  z.strictObject({ type: z.literal("simulator"), weight }),
]);
export type SmsSender = z.infer<typeof SmsSender>;

/** A number that may call: the voice capability is asked for with the number. Its type decides no pace. */
export const VoiceSender = z.discriminatedUnion("type", [registered("toll-free"), registered("10dlc")]);
export type VoiceSender = z.infer<typeof VoiceSender>;

/** A number of the WhatsApp account that is linked with AWS. */
export const WhatsAppSender = z.strictObject({
  phoneNumberId: z
    .string()
    .regex(/^phone-number-id-[0-9a-zA-Z]{1,80}$/, "phone-number-id-… as End User Messaging Social names it"),
});
export type WhatsAppSender = z.infer<typeof WhatsAppSender>;

/** A line of Amazon Connect, whose flow asks our function when a caller presses a key. */
export const CallLineSender = z.strictObject({
  number: z.string().regex(/^\+[1-9]\d{6,14}$/, "a number in E.164"),
  instanceArn: z.string().regex(/^arn:aws:connect:[a-z0-9-]+:\d{12}:instance\/[0-9a-f-]{36}$/),
});
export type CallLineSender = z.infer<typeof CallLineSender>;

export const hostname = z
  .string()
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, "a host name")
  .max(253);
export const hostedZoneId = z.string().regex(/^Z[0-9A-Z]{1,31}$/, "a Route 53 hosted zone id");
const secretArn = z.string().regex(/^arn:aws:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+$/);

export const EmailSender = z
  .strictObject({ from: z.email(), domain: hostname, hostedZoneId: hostedZoneId.optional(), weight })
  .refine(({ from, domain }) => from.endsWith(`@${domain}`), {
    path: ["from"],
    error: "must be an address of the sending domain",
  });
export type EmailSender = z.infer<typeof EmailSender>;

/** A line of the return address: everybody who holds the envelope reads it. */
const envelopeLine = z.string().trim().min(1).max(40);

/** Where letters are handed over: a bucket that the mail room empties, or a print vendor's webhook. */
export const LetterSender = z.strictObject({
  /** The return address: a discreet name, street, place. */
  from: z.array(envelopeLine).min(2).max(4),
  to: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("bucket"), keepDays: z.int().min(7).max(365).default(90) }),
    z.strictObject({
      type: z.literal("vendor"),
      url: z.url({ protocol: /^https$/, error: "the https address of the vendor's webhook" }),
      /** Secret whose whole value is `whsec_…`, as Standard Webhooks writes it. */
      secretArn,
    }),
  ]),
});
export type LetterSender = z.infer<typeof LetterSender>;

export const PushSender = z
  .strictObject({
    /** Secret with `tokenKey`, `tokenKeyId`, `teamId`, `bundleId` of an APNs key. */
    apns: z.strictObject({ secretArn }).optional(),
    /** Secret with `serviceJson` of a Firebase service account. */
    gcm: z.strictObject({ secretArn }).optional(),
  })
  .refine(({ apns, gcm }) => apns || gcm, { error: "push needs apns or gcm" });
export type PushSender = z.infer<typeof PushSender>;
