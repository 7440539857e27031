import * as z from "zod";

/** Who a customer's messages come from, channel by channel. */

const numbers = {
  "toll-free": /^\+18(00|33|44|55|66|77|88)\d{7}$/,
  "10dlc": /^\+1[2-9]\d{9}$/,
  "short-code": /^\d{5,6}$/,
} as const;

/** A number the carriers have registered (docs/deploy.md says how and how long), by its E.164 form or short code. */
const registered = <T extends keyof typeof numbers>(type: T) =>
  z.strictObject({
    type: z.literal(type),
    number: z.string("a sender needs its number").regex(numbers[type], `not a ${type} number`),
    phoneNumberId: z.string().regex(/^phone-[0-9a-zA-Z]{1,58}$/, "phone-… as End User Messaging names it"),
  });

export const SmsSender = z.discriminatedUnion("type", [
  registered("toll-free"),
  registered("10dlc"),
  registered("short-code"),
  /** AWS's simulator number: needs no registration and reaches no handset but simulated ones. */
  z.strictObject({ type: z.literal("simulator") }),
]);
export type SmsSender = z.infer<typeof SmsSender>;

export const hostname = z
  .string()
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, "a host name")
  .max(253);
export const hostedZoneId = z.string().regex(/^Z[0-9A-Z]{1,31}$/, "a Route 53 hosted zone id");
const secretArn = z.string().regex(/^arn:aws:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+$/);

export const EmailSender = z
  .strictObject({ from: z.email(), domain: hostname, hostedZoneId: hostedZoneId.optional() })
  .refine(({ from, domain }) => from.endsWith(`@${domain}`), {
    path: ["from"],
    error: "must be an address of the sending domain",
  });
export type EmailSender = z.infer<typeof EmailSender>;

export const PushSender = z
  .strictObject({
    /** Secret with `tokenKey`, `tokenKeyId`, `teamId`, `bundleId` of an APNs key. */
    apns: z.strictObject({ secretArn }).optional(),
    /** Secret with `serviceJson` of a Firebase service account. */
    gcm: z.strictObject({ secretArn }).optional(),
  })
  .refine(({ apns, gcm }) => apns || gcm, { error: "push needs apns or gcm" });
export type PushSender = z.infer<typeof PushSender>;
