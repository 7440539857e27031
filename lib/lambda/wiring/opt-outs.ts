import { PinpointSMSVoiceV2Client } from "@aws-sdk/client-pinpoint-sms-voice-v2";
import * as z from "zod";
import { smsOptOutList } from "#lib/adapters/sms/opt-out-list.ts";
import type { OptOutList } from "#lib/ports.ts";
import { readEnv } from "../env.ts";

/** The opt-out list of the customer's numbers. Its calls may be repeated, so the SDK repeats them. */
export function optOutsPort(): OptOutList {
  const { SMS_OPT_OUT_LIST } = readEnv(z.object({ SMS_OPT_OUT_LIST: z.string().min(1) }));
  return smsOptOutList(new PinpointSMSVoiceV2Client({}), SMS_OPT_OUT_LIST);
}
