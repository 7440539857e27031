import { emailPort } from "#lib/lambda/wiring/email.ts";
import { deliverOn } from "./deliver/deliver-on.ts";

export const handler = deliverOn("deliver-email", emailPort);
