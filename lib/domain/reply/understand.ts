import { english, type Part, spanish } from "./answer-words.ts";
import { type Danger, dangerWords } from "./emergency-words.ts";
import { type Heard, heard, longestReply } from "./heard.ts";
import { cover, type Lexicon, lexicon, type Match, whole, within } from "./lexicon.ts";
import { optOut } from "./opt-out.ts";
import { worldAnswers } from "./world-words.ts";

export const meanings = ["stop", "start", "help", "confirmed", "declined", "reschedule", "unclear"] as const;
export type Meaning = (typeof meanings)[number];

/** `rule` names the row of the tables that decided, never the patient's words. */
export type Understood = { meaning: Meaning; by: "keyword" | "phrase"; rule?: string };

/**
 * Words that alone ask for messages again, or for help (CTIA, AWS, Twilio). YES is an opt-in at some carriers; here it
 * is the answer to a visit, so it starts nothing. Asking to start is never read from a longer text.
 */
const commands = lexicon<"start" | "help">({
  en: {
    start: { keyword: ["start|unstop|subscribe|resubscribe|resume|opt_in|optin"] },
    help: { keyword: ["help|info"] },
  },
  es: {
    start: { keyword: ["empezar|iniciar|comenzar|reanudar|reiniciar|suscribir|suscribirme|alta"] },
    help: { keyword: ["ayuda|informacion"] },
  },
});

const everybodys = lexicon<Part>({ en: english, es: spanish });

/** English and Spanish of everybody, a further language of who speaks it. Filipino is Tagalog by another tag. */
function answersOf(language = "en"): Lexicon<Part> {
  const [tag] = language.toLowerCase().split("-") as [string];
  const own = tag === "fil" ? "tl" : tag;
  const table = worldAnswers[own];
  return table ? lexicon({ [own]: table }, everybodys) : everybodys;
}

/** `asked`: what the open task takes. `language`: the patient's own, BCP 47. */
export type Asked = { asked?: readonly string[]; language?: string | undefined };

/**
 * What a patient's reply means, in English, Spanish and the patient's own language. Opting out wins over everything. An answer counts only where
 * all of the text is understood, it says one thing, it is not a question, and the open task takes it (`asked`); all
 * else is `unclear` and goes to a person, for a wrong confirmation costs more than a hand-over.
 */
export function understand(text: string, { asked = [], language }: Asked = {}): Understood {
  const said = heard(text);
  if (said.reaction) return { meaning: "unclear", by: "phrase", rule: "reaction" };
  const stop = optOut(said);
  if (stop) return { meaning: "stop", ...stop };
  const command = whole(commands, said.clauses.flat());
  if (command) return { meaning: command.meaning, by: "keyword", rule: command.rule };
  const answer = text.length > longestReply ? undefined : answerOf(said, answersOf(language));
  return answer && asked.includes(answer.meaning) ? answer : { meaning: "unclear", by: "phrase" };
}

type Answer = Understood & { meaning: "confirmed" | "declined" | "reschedule" };

function answerOf({ clauses, asks }: Heard, answers: Lexicon<Part>): Answer | undefined {
  const covered = clauses.map((words) => cover(answers, words));
  if (!covered.every((parts) => parts !== undefined)) return undefined;
  const matches = covered.flat();
  const meaning = together(new Set(matches.map((match) => match.meaning)), asks);
  if (!meaning) return undefined;
  const { rule } = matches.find((match) => match.meaning === meaning) as Match<Part>;
  return { meaning, by: clauses.flat().length === 1 ? "keyword" : "phrase", rule };
}

/** What the parts of a message come to. A question answers nothing, but may well ask for another time. */
function together(parts: Set<Part>, asks: boolean): Answer["meaning"] | undefined {
  parts.delete("courtesy");
  const only = (...allowed: Part[]): boolean => [...parts].every((part) => allowed.includes(part));
  if (parts.has("reschedule") && only("reschedule", "declined", "reason", "request")) return "reschedule";
  if (asks) return undefined;
  if (parts.has("declined") && only("declined", "reason")) return "declined";
  if (parts.has("confirmed") && only("confirmed")) return "confirmed";
  return undefined;
}

const warnings = lexicon(dangerWords);

/**
 * Words that suggest danger to life, as a code; undefined where there are none. A danger that is named outranks one
 * that is only called so ("call 911, chest pain"). It changes nothing of what a reply means: whoever receives it
 * raises an urgent staff task beside.
 */
export function emergencyHint(text: string): Danger | undefined {
  const found = heard(text).clauses.flatMap((words) => {
    const any = within(warnings, words);
    return any && unnamed(any) ? (within(warnings, words, unnamed) ?? any) : (any ?? []);
  });
  return (found.find((match) => !unnamed(match)) ?? found[0])?.meaning;
}

const unnamed = ({ meaning }: Match<Danger>): boolean => meaning === "emergency";
