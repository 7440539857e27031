import { whatsAppPort } from "#lib/lambda/wiring/whatsapp.ts";
import { deliverOn } from "./deliver/deliver-on.ts";

export const handler = deliverOn("deliver-whatsapp", whatsAppPort);
