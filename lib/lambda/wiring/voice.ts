import * as z from "zod";
import { phoneClient } from "#lib/adapters/aws/phone-service.ts";
import { voiceChannel } from "#lib/adapters/voice/send.ts";
import { sendersOf } from "./senders.ts";

const settings = { originationNumber: z.string().min(1), configurationSet: z.string().min(1) };

export function voiceSenders() {
  const client = phoneClient();
  return sendersOf("VOICE_SENDERS", settings, (own) => voiceChannel(client, own));
}
