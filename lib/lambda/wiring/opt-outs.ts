import { PinpointSMSVoiceV2Client } from "@aws-sdk/client-pinpoint-sms-voice-v2";
import { smsOptOutList } from "#lib/adapters/sms/opt-out-list.ts";
import type { OptOutList } from "#lib/ports.ts";
import { optOutListName } from "./opt-out-list-name.ts";

/** The opt-out list of the customer's numbers; none for a customer without texts. The SDK repeats its calls, as they may be. */
export function optOutsPort(): OptOutList | undefined {
  const name = optOutListName();
  return name ? smsOptOutList(new PinpointSMSVoiceV2Client({}), name) : undefined;
}
