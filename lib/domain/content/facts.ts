import { usdOf } from "../outreach/list-prices.ts";
import { type Direction, dirOf } from "../patient/languages.ts";
import type { Channel, Format } from "../words.ts";
import type { LintPolicy } from "./lint.ts";
import { type SmsParts, smsPartsOf } from "./lint-sms.ts";
import { hardest } from "./lint-words.ts";
import type { Reading } from "./reading/grade.ts";
import type { TemplateDraft } from "./template.ts";

/** What a variant is, in numbers: how hard to read, how many parts, and what a message of it costs at list price. */
export type VariantFacts = {
  channel: Channel;
  language: string;
  format: Format;
  direction: Direction;
  reading?: Pick<Reading, "formula" | "grade">;
  sms?: SmsParts;
  usd: { usual: number; longest: number };
};

export const factsOf = (draft: TemplateDraft, policy: LintPolicy): VariantFacts[] =>
  draft.variants.map((variant) => {
    const { channel, language, format = "standard" } = variant;
    const reading = hardest(draft, variant);
    const sms = channel === "sms" ? smsPartsOf(draft, variant, policy) : undefined;
    return {
      channel,
      language,
      format,
      direction: dirOf(language),
      ...(reading && { reading: { formula: reading.formula, grade: reading.grade } }),
      ...(sms && { sms }),
      usd: {
        usual: usdOf(channel, sms?.usual.segments ?? 1),
        longest: usdOf(channel, sms?.longest.segments ?? 1),
      },
    };
  });

/** The hardest grade of each language, for whoever asks of a template as a whole. */
export function gradesOf(draft: TemplateDraft): Record<string, number> {
  const grades: Record<string, number> = {};
  for (const variant of draft.variants) {
    const grade = hardest(draft, variant)?.grade;
    if (grade !== undefined) grades[variant.language] = Math.max(grades[variant.language] ?? 0, grade);
  }
  return grades;
}
