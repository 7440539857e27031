import type { Fault } from "../errors.ts";
import { spokenLanguages, voiceFor } from "./spoken.ts";
import type { TemplateDraft, Variant } from "./template.ts";

/** SendVoiceMessage: 6,000 characters, of which 3,000 are spoken. */
const mostCharacters = 3_000;

/**
 * What a call's words must do, by 47 CFR 64.1200(b): say at the beginning who calls (1); and where it sells, take a key
 * press within two seconds (3), which the calls of End User Messaging cannot: so none sells. How to stop (2) is added
 * to every call as it leaves (spoken.ts). `text` is the call with a made-up patient's values.
 */
export function voiceFaults({ purpose }: TemplateDraft, { language, body }: Variant, text: string): Fault[] {
  const faults: [when: boolean, detail: string][] = [
    [
      !voiceFor(language),
      `Calls are made in ${spokenLanguages.join(", ")}: leave ${language} to another channel.`,
    ],
    [
      purpose === "marketing",
      "A call that sells must take a key press (47 CFR 64.1200(b)(3)), and ours cannot: leave voice out.",
    ],
    [
      !opening(body).includes("clinic.name"),
      "Say who calls at the beginning: put {{ clinic.name }} into the first two sentences (47 CFR 64.1200(b)(1)).",
    ],
    [
      withoutMarks(text).length > mostCharacters,
      `Too long to be listened to: a call has ${mostCharacters} characters at most.`,
    ],
    [
      /<\/?speak\b/.test(body) && !/^\s*<speak\b.*<\/speak>\s*$/s.test(body),
      "SSML begins with <speak> and ends with </speak>.",
    ],
  ];
  return faults.flatMap(([when, detail]) => (when ? [{ pointer: "/body", detail }] : []));
}

const withoutMarks = (text: string): string => text.replace(/<[^<>]*>/g, "");
/** A greeting and the sentence after it. */
const opening = (body: string): string =>
  withoutMarks(body)
    .split(/[.!?]\s/)
    .slice(0, 2)
    .join();
