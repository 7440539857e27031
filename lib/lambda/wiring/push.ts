import * as z from "zod";
import { pushChannel, pushClient } from "#lib/adapters/push/send.ts";
import type { ChannelPort } from "#lib/ports.ts";
import { readEnv } from "../env.ts";

export function pushPort(): ChannelPort {
  const { PUSH_APPLICATION_ID } = readEnv(z.object({ PUSH_APPLICATION_ID: z.string().min(1) }));
  return pushChannel(pushClient(), { applicationId: PUSH_APPLICATION_ID });
}
