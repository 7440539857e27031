import * as z from "zod";
import { whatsAppChannel, whatsAppClient } from "#lib/adapters/whatsapp/send.ts";
import type { ChannelPort } from "#lib/ports.ts";
import { readEnv } from "../env.ts";

export function whatsAppPort(): ChannelPort {
  const { WHATSAPP_PHONE_NUMBER_ID } = readEnv(z.object({ WHATSAPP_PHONE_NUMBER_ID: z.string().min(1) }));
  return whatsAppChannel(whatsAppClient(), { originationPhoneNumberId: WHATSAPP_PHONE_NUMBER_ID });
}
