import { portalPort } from "#lib/lambda/wiring/own-channels.ts";
import { deliverOn } from "./deliver/deliver-on.ts";

export const handler = deliverOn("deliver-portal", portalPort);
