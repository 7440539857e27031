/** What the published formulas ask of a text. */
export type Counts = {
  sentences: number;
  words: number;
  syllables: number;
  /** Letters and figures. */
  letters: number;
  /** Words of one syllable, of three or more, and of more than six letters. */
  short: number;
  many: number;
  long: number;
};

/** School grade of the United States, or of the formula's own country, that reads a text with ease. */
type Formula = { name: string; grade(counts: Counts): number };

/** R. Flesch, How to Write Plain English (1979), chapter 2: from reading ease to school grade, the upper one of each band. */
const grades: [ease: number, grade: number][] = [
  [90, 5],
  [80, 6],
  [70, 7],
  [60, 9],
  [50, 12],
  [30, 16],
];
const gradeOfEase = (ease: number): number => grades.find(([least]) => ease >= least)?.[1] ?? 17;

/** Flesch's reading ease with a language's own weights: of words per sentence, and of syllables per word. */
const ease =
  (base: number, perSentence: number, perWord: number) =>
  ({ sentences, words, syllables }: Counts): number =>
    gradeOfEase(base - (perSentence * words) / sentences - (perWord * syllables) / words);

/**
 * Gulpease (Lucisano and Piemontese 1988): 80 is easy for who left primary school (grade 5), 60 for middle school (8), 40
 * for secondary school (13).
 */
function gulpease({ sentences, words, letters }: Counts): number {
  const index = 89 + (300 * sentences - 10 * letters) / words;
  return index >= 80 ? 5 : index >= 60 ? 8 : index >= 40 ? 13 : 17;
}

/** The formula of each language that has a published one that was checked on that language. */
export const formulas: Record<string, Formula> = {
  en: {
    name: "Flesch-Kincaid (Kincaid 1975)",
    grade: ({ sentences, words, syllables }) =>
      (0.39 * words) / sentences + (11.8 * syllables) / words - 15.59,
  },
  es: {
    name: "Crawford (1989)",
    grade: ({ sentences, words, syllables }) =>
      (-0.205 * 100 * sentences) / words + (0.049 * 100 * syllables) / words - 3.407,
  },
  de: {
    name: "Wiener Sachtextformel 1 (Bamberger and Vanecek 1984)",
    grade: ({ sentences, words, short, many, long }) =>
      (19.35 * many) / words +
      (0.1672 * words) / sentences +
      (12.97 * long) / words -
      (3.27 * short) / words -
      0.875,
  },
  fr: { name: "Kandel and Moles (1958)", grade: ease(207, 1.015, 73.6) },
  it: { name: "Gulpease (Lucisano and Piemontese 1988)", grade: gulpease },
  nl: { name: "Douma (1960)", grade: ease(206.835, 0.93, 77) },
  pt: { name: "Martins and others (1996)", grade: ease(248.835, 1.015, 84.6) },
  ru: { name: "Oborneva (2006)", grade: ease(206.835, 1.3, 60.1) },
  hu: { name: "Flesch for Hungarian, as textstat has it", grade: ease(206.835, 1.015, 58.5) },
};
