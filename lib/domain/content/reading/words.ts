/** A full stop that ends no sentence: of a title, of a short form, of one letter ("a. m.", "U. S."). */
const shortForm = /(?:^|[\s(])(?:dra?|mrs?|ms|st|jr|sr|vs|approx|tel|ud|uds|\p{L}|(?:\p{L}\.)+\p{L})\.$/iu;
const longestShortForm = 10;
const end = /(?<=[.!?…¡¿])(?=["'’”»)\]]*\s)|(?<=[。！？])|\n\s*\n/u;
const word = /\[[^\]]*\]|[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}'’_-]*[\p{L}\p{M}\p{N}])?/gu;

/** A variable stands as `[patient.given]` and is one word. */
export const wordsOf = (text: string): string[] => text.match(word) ?? [];

/** Sentences as they stand; a blank line ends one too, as a greeting and a heading need no full stop. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  for (const piece of text.split(end)) {
    const last = sentences.at(-1);
    if (last !== undefined && shortForm.test(last.slice(-longestShortForm)))
      sentences[sentences.length - 1] = `${last}${piece}`;
    else if (piece.trim()) sentences.push(piece);
  }
  return sentences.map((sentence) => sentence.replace(/\s+/g, " ").trim());
}
