import { plain } from "./heard.ts";

/**
 * A table of phrases: meaning → group → patterns. A pattern is words with a blank between them; `a|b` is one or the
 * other, `a?` may be left out, `_` is a blank inside a choice: `i|we? cant|can_not come`. Accents and apostrophes may
 * be written, and do not count.
 */
export type Table<Meaning extends string> = Partial<Record<Meaning, Record<string, string[]>>>;

/** `rule` names the table's row and quotes nobody: `en.declined.cannot`. */
export type Match<Meaning extends string> = { meaning: Meaning; rule: string; from: number; to: number };

type Slot = { choices: string[][]; optional: boolean };
type Row<Meaning extends string> = { meaning: Meaning; rule: string; slots: Slot[] };

/** Rows by the words they can begin with. */
export type Lexicon<Meaning extends string> = Map<string, Row<Meaning>[]>;

/** Tables by language, after those of `before`, which stays as it is. Of rows that match the same words the first one stands. */
export function lexicon<Meaning extends string>(
  tables: Record<string, Table<Meaning>>,
  before?: Lexicon<Meaning>,
): Lexicon<Meaning> {
  const rows: Lexicon<Meaning> = new Map(before);
  for (const [language, table] of Object.entries(tables))
    for (const meaning of Object.keys(table) as Meaning[])
      for (const [group, patterns] of Object.entries(table[meaning] ?? {}))
        for (const pattern of patterns) {
          const row = {
            meaning,
            rule: `${language}.${meaning}.${group}`,
            slots: plain(pattern).split(" ").map(slot),
          };
          for (const head of heads(row.slots)) rows.set(head, [...(rows.get(head) ?? []), row]);
        }
  return rows;
}

const slot = (text: string): Slot => ({
  choices: text
    .replace(/\?$/, "")
    .split("|")
    .map((choice) => choice.split("_")),
  optional: text.endsWith("?"),
});

function heads(slots: Slot[]): Set<string> {
  const first = slots.findIndex((each) => !each.optional);
  return new Set(slots.slice(0, first + 1).flatMap((each) => each.choices.map(([word]) => word as string)));
}

/**
 * Where the row's longest reading from this word on ends, which is here where there is none. All readings go side by
 * side, so nothing is tried twice.
 */
function endOf({ slots }: Row<string>, words: string[], from: number): number {
  let ends = new Set([from]);
  for (const { choices, optional } of slots) {
    const next = new Set(optional ? ends : []);
    for (const at of ends)
      for (const choice of choices)
        if (choice.every((word, i) => words[at + i] === word)) next.add(at + choice.length);
    ends = next;
  }
  return Math.max(from, ...ends);
}

/** The longest phrase that begins at this word. */
export function longestAt<Meaning extends string>(
  rows: Lexicon<Meaning>,
  words: string[],
  from: number,
): Match<Meaning> | undefined {
  let best: Match<Meaning> | undefined;
  for (const row of rows.get(words[from] ?? "") ?? []) {
    const to = endOf(row, words, from);
    if (to > (best?.to ?? from)) best = { meaning: row.meaning, rule: row.rule, from, to };
  }
  return best;
}

/** The one phrase that all of the words are. */
export function whole<Meaning extends string>(
  rows: Lexicon<Meaning>,
  words: string[],
): Match<Meaning> | undefined {
  const match = longestAt(rows, words, 0);
  return match?.to === words.length ? match : undefined;
}

/** Phrases that make up all of the words, or undefined where a word is left over. */
export function cover<Meaning extends string>(
  rows: Lexicon<Meaning>,
  words: string[],
): Match<Meaning>[] | undefined {
  const matches: Match<Meaning>[] = [];
  for (let at = 0; at < words.length; ) {
    const match = longestAt(rows, words, at);
    if (!match) return undefined;
    matches.push(match);
    at = match.to;
  }
  return matches;
}

/** The first phrase found anywhere in the words. */
export function within<Meaning extends string>(
  rows: Lexicon<Meaning>,
  words: string[],
  unless: (match: Match<Meaning>) => boolean = () => false,
): Match<Meaning> | undefined {
  for (let at = 0; at < words.length; at++) {
    const match = longestAt(rows, words, at);
    if (match && !unless(match)) return match;
  }
  return undefined;
}
