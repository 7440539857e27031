import * as z from "zod";
import { emailChannel, emailClient } from "#lib/adapters/email/send.ts";
import { sendersOf } from "./senders.ts";

const settings = { from: z.string().min(3), configurationSet: z.string().min(1) };

export function emailSenders() {
  const client = emailClient();
  return sendersOf("EMAIL_SENDERS", settings, (own) => emailChannel(client, own));
}
