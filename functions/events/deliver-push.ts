import { pushPort } from "#lib/lambda/wiring/push.ts";
import { deliverOn } from "./deliver/deliver-on.ts";

export const handler = deliverOn("deliver-push", pushPort);
