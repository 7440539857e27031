import { withPart2Notice } from "../consent/part2.ts";
import type { Policy } from "../policy/policy.ts";
import type { Channel, PrivacyClass } from "../words.ts";
import { withEnding } from "./spoken.ts";

/** With what the law puts beneath it. Undefined where a call could not say how to stop the calls. */
export function wholeText(
  { body, language }: { body: string; language: string },
  { privacy, channel, policy }: { privacy: PrivacyClass; channel: Channel; policy: Policy },
): string | undefined {
  const noticed = privacy === "part2" ? withPart2Notice(body) : body;
  return channel === "voice" ? withEnding(noticed, language, policy) : noticed;
}
