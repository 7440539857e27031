import type { Channel } from "../words.ts";

/**
 * List prices in US dollars for one part (sms) or one message, to the United States: SMS from a ten-digit long code
 * 0.00581 with carrier fees of about 0.003; email 0.10 a thousand; push one a million; voice 0.013 a minute. Paper and a
 * portal are the customer's own. aws.amazon.com/end-user-messaging/pricing and aws.amazon.com/ses/pricing, as last read.
 */
const usd: Record<Channel, number> = {
  sms: 0.00881,
  voice: 0.013,
  email: 0.0001,
  push: 0.000001,
  portal: 0,
  letter: 0,
};

export const usdOf = (channel: Channel, parts: number): number => usd[channel] * parts;
