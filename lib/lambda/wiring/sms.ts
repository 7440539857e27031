import * as z from "zod";
import { phoneClient } from "#lib/adapters/aws/phone-service.ts";
import { smsChannel } from "#lib/adapters/sms/send.ts";
import type { ChannelPort } from "#lib/ports.ts";
import { readEnv } from "../env.ts";

const Env = z.object({
  SMS_ORIGINATION_IDENTITY: z.string().min(1),
  SMS_CONFIGURATION_SET: z.string().min(1),
});

export function smsPort(): ChannelPort {
  const env = readEnv(Env);
  return smsChannel(phoneClient(), {
    originationIdentity: env.SMS_ORIGINATION_IDENTITY,
    configurationSet: env.SMS_CONFIGURATION_SET,
  });
}
