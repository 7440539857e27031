import { voiceSenders } from "#lib/lambda/wiring/voice.ts";
import { deliverBy } from "./deliver/deliver-on.ts";

export const handler = deliverBy("deliver-voice", voiceSenders);
