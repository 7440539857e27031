import { staffCallPort } from "#lib/lambda/wiring/own-channels.ts";
import { deliverOn } from "./deliver/deliver-on.ts";

export const handler = deliverOn("deliver-staff-call", staffCallPort);
