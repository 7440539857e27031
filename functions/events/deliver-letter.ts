import { letterPort } from "#lib/lambda/wiring/letter.ts";
import { deliverOn } from "./deliver/deliver-on.ts";

export const handler = deliverOn("deliver-letter", letterPort);
