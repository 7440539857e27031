import * as z from "zod";
import { phoneClient } from "#lib/adapters/aws/phone-service.ts";
import { smsChannel } from "#lib/adapters/sms/send.ts";
import { sendersOf } from "./senders.ts";

const settings = { originationIdentity: z.string().min(1), configurationSet: z.string().min(1) };

export function smsSenders() {
  const client = phoneClient();
  return sendersOf("SMS_SENDERS", settings, (own) => smsChannel(client, own));
}
