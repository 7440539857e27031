import { optOutsPort } from "#lib/lambda/wiring/opt-outs.ts";
import { smsSenders } from "#lib/lambda/wiring/sms.ts";
import { deliverBy } from "./deliver/deliver-on.ts";

export const handler = deliverBy("deliver-sms", smsSenders, optOutsPort);
