import { addressesIn } from "./links.ts";
import { sentencesOf } from "./reading/words.ts";

/** The link that a message gets, and those that its author wrote. */
const linksIn = (text: string): string[] => [
  ...(text.includes("[link.url]") ? ["[link.url]"] : []),
  ...addressesIn(text),
];

const reply =
  /\b(?:reply|text|respond|answer|send|responda|conteste|env[ií]e|mande|escriba|r[ée]pondez|antworten|responde|rispond[ai])\b/iu;
/** The first of several answers: an offer of 2 alone ("if not, reply 2") repeats a question and is none of its own. */
const firstAnswer = /(?<![\p{L}\p{N}])(?:1|C|Y|YES|S[IÍ])(?![\p{L}\p{N}])/u;

/** "…or tap <link>": another way to answer the same, and nothing else to do. */
const otherWay = /(?<!\p{L})(?:or|o|ou|oder)(?!\p{L})[^.!?]{0,40}$/iu;

export type Asks = { links: string[]; replies: number; actions: number };

/** What a text asks its reader to do. How to opt out and whom to call for help is no such thing. */
export function asksOf(text: string): Asks {
  const links = linksIn(text);
  const replies = sentencesOf(text).filter((one) => reply.test(one) && firstAnswer.test(one)).length;
  const joined = replies > 0 && links.some((one) => otherWay.test(text.slice(0, text.indexOf(one))));
  return { links, replies, actions: links.length + replies - Number(joined) };
}
