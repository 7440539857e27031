import * as z from "zod";

/** Unix seconds as text, within what a Date can hold (ECMA-262, time values). */
const Moment = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform((seconds) => new Date(Number(seconds) * 1000).toISOString());

const Status = z.object({
  id: z.string().min(1),
  status: z.string(),
  timestamp: Moment,
  biz_opaque_callback_data: z.string(),
  errors: z.array(z.object({ code: z.int() })).optional(),
});
export type Status = z.infer<typeof Status>;

/** Who wrote and what; pictures, sounds and places are told of and not read. */
const Written = z.object({
  id: z.string().min(1),
  from: z.string().regex(/^\d{7,15}$/),
  timestamp: Moment,
  type: z.string().regex(/^[a-z_]{1,40}$/),
  text: z.object({ body: z.string() }).optional(),
  button: z.object({ text: z.string() }).optional(),
  interactive: z
    .object({
      button_reply: z.object({ title: z.string() }).optional(),
      list_reply: z.object({ title: z.string() }).optional(),
    })
    .optional(),
  context: z.object({ id: z.string().optional() }).optional(),
});
export type Written = z.infer<typeof Written>;

/** One that does not fit (a system's message, somebody else's status) is passed over, and not the others with it. */
const fitting = <T extends z.ZodType>(schema: T) =>
  z.array(schema.optional().catch(undefined)).transform((all) => all.filter((one) => one !== undefined));

const Value = z.object({
  metadata: z.object({ display_phone_number: z.string().optional() }).optional(),
  statuses: fitting(Status).optional(),
  messages: fitting(Written).optional(),
});

const Entry = z.object({ changes: z.array(z.object({ value: Value })) });

/** User guide of AWS End User Messaging Social, "Message and event format": Meta's own entry is a text inside. */
const SocialEvent = z.object({
  whatsAppWebhookEntry: z.string().transform((text, ctx) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      ctx.addIssue({ code: "custom", message: "no JSON" });
      return z.NEVER;
    }
  }),
});

/** What one event of the account's topic holds; nothing, where it is no event of WhatsApp's. */
export function valuesOf(event: unknown): z.infer<typeof Value>[] {
  const parsed = SocialEvent.safeParse(event);
  const entry = Entry.safeParse(parsed.data?.whatsAppWebhookEntry);
  return entry.success ? entry.data.changes.map(({ value }) => value) : [];
}
