import type { Channel } from "../words.ts";

/**
 * US dollars at list price for one message to the United States, for comparing and not for a budget: SMS and its part from a
 * ten-digit long code 0.00581 with carriers' fees of about 0.003; WhatsApp a utility message 0.0084 with AWS's fee; email
 * 0.10 a thousand; push one a million; a call of a minute 0.013; a letter printed and posted about 0.90. A portal and the time of staff
 * are the customer's own. aws.amazon.com/end-user-messaging/pricing and aws.amazon.com/ses/pricing as remembered in
 * 2026-11, fees rounded: check them before you quote them.
 */
const usd: Record<Channel, number> = {
  sms: 0.00881,
  voice: 0.013,
  email: 0.0001,
  push: 0.000001,
  portal: 0,
  letter: 0.9,
  whatsapp: 0.0084,
  "staff-call": 0,
};

/** `parts`: of a text; 1 for anything else. */
export const usdOf = (channel: Channel, parts: number): number => usd[channel] * parts;
