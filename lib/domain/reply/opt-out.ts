import { type Heard, plain } from "./heard.ts";
import { lexicon, type Match, whole, within } from "./lexicon.ts";
import {
  optOutKeywords,
  optOutPhrases,
  optOutSentences,
  type PhraseLanguage,
  turnedAround,
} from "./opt-out-words.ts";

const keywords = new Map<string, string>();
for (const [source, words] of Object.entries(optOutKeywords))
  for (const word of words)
    if (!keywords.has(plain(word))) keywords.set(plain(word), `stop.keyword.${source}`);

const sentences = lexicon(optOutSentences);
const phrases = lexicon(optOutPhrases);

/** Which row of the tables makes it an opt-out, if any does. Opting out wins over everything else that was said. */
export function optOut({ clauses, text }: Heard): { by: "keyword" | "phrase"; rule: string } | undefined {
  const keyword = keywords.get(text);
  if (keyword) return { by: "keyword", rule: keyword };
  for (const words of clauses) {
    const found = whole(sentences, words) ?? within(phrases, words, (m) => isTurnedAround(m, words));
    if (found) return { by: "phrase", rule: found.rule };
  }
  return undefined;
}

function isTurnedAround({ rule, from }: Match<"stop">, words: string[]): boolean {
  const negations = turnedAround[rule.slice(0, 2) as PhraseLanguage];
  const negates = (at: number): boolean => negations.some((word) => word === words[at]);
  return negates(from - 1) && !negates(from);
}
