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

/** `score`: what the formula says; `grade`: the years of school that read such a text with ease, by its authors' table. */
export type Formula = { name: string; score(counts: Counts): number; grade(score: number): number };

/** From the easiest down: a score of at least this is read by that grade. */
type Table = [least: number, grade: number][];
const byTable =
  (table: Table) =>
  (score: number): number =>
    table.find(([least]) => score >= least)?.[1] ?? 17;
const itself = (score: number): number => score;

/** R. Flesch, How to Write Plain English (1979), chapter 2; the upper grade of each band. */
const flesch: Table = [
  [90, 5],
  [80, 6],
  [70, 7],
  [60, 9],
  [50, 12],
  [30, 16],
];
/** J. Fernández Huerta, Medidas sencillas de lecturabilidad (1959). */
const huerta: Table = [
  [90, 4],
  [80, 5],
  [70, 6],
  [60, 8],
  [50, 12],
  [30, 14],
];
/** Easy for who left primary, middle and secondary school. */
const gulpease: Table = [
  [80, 5],
  [60, 8],
  [40, 13],
];

/** Flesch's reading ease with a language's own weights: of words per sentence, and of syllables per word. */
const ease =
  (base: number, perSentence: number, perWord: number): Formula["score"] =>
  ({ sentences, words, syllables }) =>
    base - (perSentence * words) / sentences - (perWord * syllables) / words;

/** The formula of each language that has a published one. */
export const formulas: Record<string, Formula> = {
  en: {
    name: "Flesch-Kincaid (Kincaid 1975)",
    score: ({ sentences, words, syllables }) =>
      (0.39 * words) / sentences + (11.8 * syllables) / words - 15.59,
    grade: itself,
  },
  /** Not Crawford (1989): he counts years of primary school, and calls what takes 14 years in English 6 in Spanish. */
  es: { name: "Fernández Huerta (1959)", score: ease(206.84, 1.02, 60), grade: byTable(huerta) },
  de: {
    name: "Wiener Sachtextformel 1 (Bamberger and Vanecek 1984)",
    score: ({ sentences, words, short, many, long }) =>
      (19.35 * many) / words +
      (0.1672 * words) / sentences +
      (12.97 * long) / words -
      (3.27 * short) / words -
      0.875,
    grade: itself,
  },
  fr: { name: "Kandel and Moles (1958)", score: ease(207, 1.015, 73.6), grade: byTable(flesch) },
  it: {
    name: "Gulpease (Lucisano and Piemontese 1988)",
    score: ({ sentences, words, letters }) => 89 + (300 * sentences - 10 * letters) / words,
    grade: byTable(gulpease),
  },
  nl: { name: "Douma (1960)", score: ease(206.835, 0.93, 77), grade: byTable(flesch) },
  pt: { name: "Martins and others (1996)", score: ease(248.835, 1.015, 84.6), grade: byTable(flesch) },
  ru: { name: "Oborneva (2006)", score: ease(206.835, 1.3, 60.1), grade: byTable(flesch) },
  hu: {
    name: "Flesch for Hungarian, as textstat has it",
    score: ease(206.835, 1.015, 58.5),
    grade: byTable(flesch),
  },
};
