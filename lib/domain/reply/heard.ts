/** What was said, in a form that tables can be asked about. */
export type Heard = {
  /** Words and pictures of each clause: lower case, without accents, apostrophes, skin tones or other marks. */
  clauses: string[][];
  /** All of them in one string, blanks between. */
  text: string;
  /** It has a question mark: whoever asks has not answered. */
  asks: boolean;
  /** A phone's report that someone liked a message, which quotes that message, not the patient. */
  reaction: boolean;
};

/** Longer than any real reply (ten parts of SMS); what comes after is not looked at. */
export const longestReply = 1600;

/** Lines of our own message that a mail program quotes below the answer. */
const quoted = /^[ \t]*>.*$/gm;
const apostrophes = /['’‘`´ʼ]/g;
/**
 * Accents, skin tones, the marks of keycaps and emoji, and what cannot be seen. Marks that one script has for itself
 * are its vowels (Hindi's हाँ, है and हो would be one word without them), so they stay.
 */
const marks = /[[\p{M}&&\p{Script=Inherited}]\p{Emoji_Modifier}\p{Cf}]/gv;
/** `yesss` is yes, `nooo` is no; no word here has three of a letter in a row. Digits are left as they are. */
const drawnOut = /([a-z])\1{2,}/g;
/** Digits joined by a mark stay one word (2/3 is a date, 10:30 a time), so that they never pass for an answer. */
const parts = /\d+(?:[:/.,-]\d+)+|[\p{L}\p{N}\p{M}]+|[\p{Extended_Pictographic}✓✗]|[.!?¿¡;,\n。、؟،؛।]/gu;
const breaks = /^[.!?¿¡;,\n。、؟،؛।]$/;
/** As iMessage and Google Messages write them in English and Spanish: `Liked “…”`, `👍 to “…”`. */
const reported =
  /^\s*(?:liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|reacted|le gust[oó]|le encant[oó]|me gusta|\p{Extended_Pictographic}\p{M}? to)[^“"«]{0,40}[“"«]/iu;

/** As it is compared: lower case, without accents and apostrophes. Tables of words are brought to the same form. */
export const plain = (text: string): string =>
  text
    .replace(apostrophes, "")
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(marks, "")
    .normalize("NFC")
    // Turkish: what is HAYIR in capitals is written with a dotless i.
    .replaceAll("ı", "i");

export function heard(said: string): Heard {
  const text = said.slice(0, longestReply).replace(quoted, "");
  const clauses: string[][] = [[]];
  for (const [part] of plain(text).replace(drawnOut, "$1").matchAll(parts)) {
    if (breaks.test(part)) clauses.push([]);
    else clauses.at(-1)?.push(part);
  }
  const spoken = clauses.filter((clause) => clause.length > 0);
  return {
    clauses: spoken,
    text: spoken.flat().join(" "),
    asks: /[?¿？؟]/.test(text),
    reaction: reported.test(text),
  };
}
