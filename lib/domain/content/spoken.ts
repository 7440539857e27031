import { fallbackChain, pickLanguage } from "../patient/languages.ts";
import type { Policy } from "../policy/policy.ts";

type Spoken = {
  /** A voice of Amazon Polly, as SendVoiceMessage names it. */
  voice: string;
  /** How to end the calls, by a number to call and, where a menu answers there, the key to press. */
  ending: (number: string, key?: string) => string;
};

const french: Spoken["ending"] = (number, key) =>
  `Pour ne plus recevoir ces appels, appelez le ${number}${key ? ` et appuyez sur le ${key}` : ""}.`;

/** The languages that calls are made in: each has a voice, and the sentence that every call ends with. */
const languages: Record<string, Spoken> = {
  en: {
    voice: "JOANNA",
    ending: (number, key) => `To stop these calls, call ${number}${key ? ` and press ${key}` : ""}.`,
  },
  es: {
    voice: "LUPE",
    ending: (number, key) =>
      `Para no recibir más estas llamadas, llame al ${number}${key ? ` y marque el ${key}` : ""}.`,
  },
  fr: { voice: "LEA", ending: french },
  "fr-CA": { voice: "CHANTAL", ending: french },
  pt: {
    voice: "CAMILA",
    ending: (number, key) =>
      `Para não receber mais estas ligações, ligue para ${number}${key ? ` e tecle ${key}` : ""}.`,
  },
};

export const spokenLanguages = Object.keys(languages);

const spokenIn = (language: string): Spoken | undefined =>
  languages[pickLanguage(fallbackChain(language, language), spokenLanguages) ?? ""];

export const voiceFor = (language: string): string | undefined => spokenIn(language)?.voice;

/** The key that a call's menu, and the line of `stopLine`, take for "no more calls". */
export const stopKey = "9";

/** Digit by digit, as one reads a number out. A country code of +1 is not said in its own countries. */
export function readOut(number: string): string {
  const digits = number.replace(/\D/g, "");
  const groups = /^1?(\d{3})(\d{3})(\d{4})$/.exec(digits)?.slice(1) ?? [digits];
  return groups.map((group) => [...group].join(" ")).join(", ");
}

const marked = /\s*<\/speak>\s*$/;

/**
 * The call with its end: 47 CFR 64.1200(b)(2) asks that a prerecorded call gives a number at which to be left alone.
 * Undefined where there is none to give, or no sentence in the language.
 */
export function withEnding(
  body: string,
  language: string,
  { stopLine, clinicPhone }: Pick<Policy, "stopLine" | "clinicPhone">,
): string | undefined {
  const number = stopLine || clinicPhone;
  const ending = number && spokenIn(language)?.ending(readOut(number), stopLine ? stopKey : undefined);
  if (!ending) return undefined;
  return marked.test(body) ? body.replace(marked, ` ${ending}</speak>`) : `${body.trimEnd()} ${ending}`;
}
