import { smsPort } from "#lib/lambda/wiring/sms.ts";
import { deliverOn } from "./deliver/deliver-on.ts";

export const handler = deliverOn("deliver-sms", smsPort);
