/**
 * What goes with every disclosure of records under 42 CFR Part 2, by 42 CFR 2.32(a)(2) as amended on 16 February 2024
 * (89 FR 12472). In English whatever the message's language: the rule gives the words.
 */
export const part2Notice = "42 CFR part 2 prohibits unauthorized use or disclosure of these records.";

/** The text with the notice beneath it, once. */
export const withPart2Notice = (body: string): string =>
  body.includes(part2Notice) ? body : `${body}\n\n${part2Notice}`;
