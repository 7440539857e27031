import type { Texts } from "../template-texts.ts";

/** One thing to say, in one language: the text message's own words, an email's subject, and an email's words. */
export type Words = readonly [text: string, subject: string, email: string];
export type Both = { en: Words; es: Words };

/** How to answer: by digits, because words such as CANCEL opt out (47 CFR 64.1200(a)(10)). */
type Reply = { en: readonly [text: string, email: string]; es: readonly [text: string, email: string] };

/** Í is not in GSM-7 and would more than halve what a part holds, so a Spanish text asks for "si". */
export const yesNoCall: Reply = {
  en: [
    "Reply 1 yes, 2 no, 3 call me.",
    "Please reply to this email with 1 for yes, 2 for no, or 3 for a call.",
  ],
  es: [
    "Responda 1 si, 2 no, 3 hablar.",
    "Responda a este correo con 1 para sí, 2 para no o 3 para que le llamemos.",
  ],
};

const stop = { en: " Reply STOP to opt out.", es: " STOP para no recibir textos." };
const greeting = { en: "Hi {{ patient.given }},", es: "Hola, {{ patient.given }}:" };

/** By text, email and push; the text names the clinic first, and says how to stop. */
export function said({ en, es }: Both, reply?: Reply): Texts {
  const text = (language: "en" | "es", [words]: Words) =>
    `{{ clinic.name }}: ${words}${reply ? ` ${reply[language][0]}` : ""}${stop[language]}`;
  const email = (language: "en" | "es", [, subject, words]: Words) =>
    [
      subject,
      [greeting[language], words, ...(reply ? [reply[language][1]] : []), "{{ clinic.name }}"].join("\n\n"),
    ] as const;
  const push = ([words, subject]: Words) => [subject, `{{ clinic.name }}: ${words}`] as const;
  return {
    sms: { en: text("en", en), es: text("es", es) },
    email: { en: email("en", en), es: email("es", es) },
    push: { en: push(en), es: push(es) },
  };
}

/** The page behind the secure link says what an open channel must not. */
export const page = "{% if link.url %} {{ link.url }}{% endif %}";
export const orCall = "{% if clinic.phone %} You can also call us at {{ clinic.phone }}.{% endif %}";
export const oLlame = "{% if clinic.phone %} También puede llamar al {{ clinic.phone }}.{% endif %}";
