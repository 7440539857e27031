import * as z from "zod";
import { emailChannel, emailClient } from "#lib/adapters/email/send.ts";
import type { ChannelPort } from "#lib/ports.ts";
import { readEnv } from "../env.ts";

const Env = z.object({ EMAIL_FROM: z.string().min(3), EMAIL_CONFIGURATION_SET: z.string().min(1) });

export function emailPort(): ChannelPort {
  const env = readEnv(Env);
  return emailChannel(emailClient(), { from: env.EMAIL_FROM, configurationSet: env.EMAIL_CONFIGURATION_SET });
}
