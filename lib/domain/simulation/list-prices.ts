import type { Channel } from "../words.ts";

/**
 * US dollars at list price, for comparing journeys and not for a budget: AWS End User Messaging SMS to the United States
 * over 10DLC (0.00581 and a carrier's fee of about 0.003 a part), SES 0.10 per thousand, push 1.00 per million, voice
 * 0.013 for a call of a minute; portal entries cost nothing, a letter is printed and posted for about 0.90. From AWS's
 * price pages as remembered in 2026-11, carriers' fees rounded: check them before you quote them.
 */
export const listPrices: Record<Channel, number> = {
  sms: 0.00881,
  email: 0.0001,
  push: 0.000001,
  voice: 0.013,
  portal: 0,
  letter: 0.9,
};
