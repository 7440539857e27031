import type { Fault } from "../errors.ts";
import { dirOf } from "../patient/languages.ts";
import type { Policy } from "../policy/policy.ts";
import type { Channel } from "../words.ts";
import { asksOf } from "./asks.ts";
import { withoutAddresses } from "./links.ts";
import { linkFaults } from "./lint-links.ts";
import { type Reading, readingOf } from "./reading/grade.ts";
import { wordings } from "./stand-ins.ts";
import type { Reviewable, TemplateDraft, Variant } from "./template.ts";

export type WordPolicy = Pick<Policy, "readingGrade" | "linkBase" | "linkHosts">;

/** The harder of a variant's two wordings; a link is not read aloud. None where its language has no formula. */
export function hardest(draft: Pick<TemplateDraft, "variables">, variant: Variant): Reading | undefined {
  return wordings(draft, variant)
    .map((text) => readingOf(withoutAddresses(text.replaceAll("[link.url]", "")), variant.language))
    .filter((reading) => reading !== undefined)
    .sort((a, b) => b.grade - a.grade)[0];
}

/** What the words of a variant are refused for, with pointers into the variant. */
export const wordFaults = (draft: TemplateDraft, variant: Variant, policy: WordPolicy): Fault[] => [
  ...readingFaults(hardest(draft, variant), variant, policy),
  ...actionFaults(draft, variant),
  ...linkFaults(variant, policy),
];

/** Health literacy: AMA and NIH ask for sixth grade or below; CMS Toolkit part 7 warns that a formula counts, and does not read. */
function readingFaults(
  reading: Reading | undefined,
  { language }: Variant,
  { readingGrade }: WordPolicy,
): Fault[] {
  const most = mostOf(readingGrade, language);
  if (!reading || most === undefined || reading.grade <= most) return [];
  const hard = reading.hard.length > 0 ? ` Hard words: ${reading.hard.slice(0, 5).join(", ")}.` : "";
  const detail = `It takes ${reading.grade} years of school to read, and may take ${most}. Shorten "${reading.longest}".${hard}`;
  return [{ pointer: "/body", detail, rule: "reading_grade" satisfies Reviewable }];
}

/** The grade for the language, whatever its region and however it is spelt. */
function mostOf(grades: WordPolicy["readingGrade"], language: string): number | undefined {
  const small = language.toLowerCase();
  const spelt = Object.entries(grades).map(([name, grade]) => [name.toLowerCase(), grade] as const);
  const find = (wanted: string) => spelt.find(([name]) => name === wanted)?.[1];
  return find(small) ?? find(small.split("-")[0] as string);
}

function actionFaults(draft: TemplateDraft, variant: Variant): Fault[] {
  const most = wordings(draft, variant)
    .map(asksOf)
    .sort((a, b) => b.actions - a.actions)[0];
  if (!most || most.actions <= 1) return [];
  const asked = [...most.links.map(() => "a link"), ...Array(most.replies).fill("a reply")].join(" and ");
  const detail = `It asks for ${most.actions} things (${asked}): ask for one, or join them as two ways to do one ("…or tap {{ link.url }}").`;
  return [{ pointer: "/body", detail, rule: "one_action" satisfies Reviewable }];
}

const letters = {
  ltr: /\p{Script=Latin}{2,}/gu,
  rtl: /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thaana}]{2,}/gu,
};

/** What is doubtful about the words of a variant. */
export function wordWarnings(draft: TemplateDraft, variant: Variant): Fault[] {
  const { language } = variant;
  const warning = (detail: string): Fault => ({ pointer: "/body", detail });
  const words = withoutAddresses(wordings(draft, variant)[0]?.replace(/\[[^\]]*\]/g, "") ?? "");
  const direction = dirOf(language);
  const foreign = [...new Set(words.match(direction === "rtl" ? letters.ltr : letters.rtl))];
  return [
    ...(words !== "" && !hardest(draft, variant)
      ? [warning(`No published formula grades ${language}: have somebody who reads at sixth grade read it.`)]
      : []),
    ...(foreign.length > 0
      ? [
          warning(
            `${foreign.slice(0, 5).join(", ")} runs against the direction of ${language} and may show up in another place: put it on a line of its own.`,
          ),
        ]
      : []),
  ];
}

/** Channels whose texts have to say how to answer: a push is tapped, a call ends with a number. */
const answered: ReadonlySet<Channel> = new Set(["sms", "whatsapp", "email"]);

/** Variants that ask for nothing, for journeys that wait for an answer to them. */
export const unanswerable = (draft: TemplateDraft): string[] =>
  draft.variants
    .filter((variant) => answered.has(variant.channel))
    .filter((variant) => !wordings(draft, variant).some((text) => asksOf(text).actions > 0))
    .map(({ channel, language }) => `${channel} in ${language}`);
