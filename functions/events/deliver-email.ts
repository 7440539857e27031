import { emailSenders } from "#lib/lambda/wiring/email.ts";
import { deliverBy } from "./deliver/deliver-on.ts";

export const handler = deliverBy("deliver-email", emailSenders);
