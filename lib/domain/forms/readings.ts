import { type Value, valueIn } from "./answers.ts";
import type { Issue } from "./issue.ts";
import {
  itemsOf,
  type Quantity,
  type Questionnaire,
  type QuestionnaireItem,
  type QuestionnaireResponse,
  responseItemsOf,
} from "./questionnaire.ts";

/** A measurement patients take themselves. Beyond `plausible` (in its own unit) it is a slip of the finger. */
export type Reading = {
  /** LOINC. */
  code: string;
  /** UCUM; other units are converted to it: `own = value × factor + plus`. */
  unit: string;
  others: Record<string, { factor: number; plus?: number }>;
  plausible: readonly [least: number, most: number];
};

/**
 * Ranges are wider than any living adult is likely to show at home, so that a true emergency is never refused: Guinness'
 * extremes and device ranges (AAMI/ISO 81060-2: 0–300 mmHg; home glucose meters: 20–600 mg/dL).
 */
const readings: Record<string, Reading> = {
  systolic: { code: "8480-6", unit: "mm[Hg]", others: {}, plausible: [40, 300] },
  diastolic: { code: "8462-4", unit: "mm[Hg]", others: {}, plausible: [20, 200] },
  heartRate: { code: "8867-4", unit: "/min", others: {}, plausible: [20, 300] },
  oxygen: { code: "59408-5", unit: "%", others: {}, plausible: [40, 100] },
  glucose: {
    code: "2339-0",
    unit: "mg/dL",
    // Molar mass of glucose: 180.156 g/mol.
    others: { "mmol/L": { factor: 18.0156 } },
    plausible: [10, 1500],
  },
  weight: {
    code: "29463-7",
    unit: "kg",
    others: { "[lb_av]": { factor: 0.45359237 } },
    plausible: [1, 500],
  },
  temperature: {
    code: "8310-5",
    unit: "Cel",
    others: { "[degF]": { factor: 5 / 9, plus: -160 / 9 } },
    plausible: [30, 45],
  },
};

const loinc = "http://loinc.org";

/** The reading that an item asks for, by its LOINC code. */
export const readingOf = ({ code }: QuestionnaireItem): Reading | undefined =>
  Object.values(readings).find((reading) =>
    code?.some((one) => one.system === loinc && one.code === reading.code),
  );

/** The value in the reading's own unit; undefined for a unit that is not its. */
export function inOwnUnit(reading: Reading, { value, code }: Quantity): number | undefined {
  if (value === undefined) return undefined;
  if (code === undefined || code === reading.unit) return value;
  const other = reading.others[code];
  return other && Math.round((value * other.factor + (other.plus ?? 0)) * 1000) / 1000;
}

/** Readings in a unit that is not theirs, or that nobody has. */
export function checkReadings(questionnaire: Questionnaire, response: QuestionnaireResponse): Issue[] {
  const asked = new Map([...itemsOf(questionnaire.item)].map((item) => [item.linkId, item]));
  return [...responseItemsOf(response.item)].flatMap(({ linkId, answer }) => {
    const item = asked.get(linkId);
    const reading = item && readingOf(item);
    if (!reading) return [];
    return (answer ?? []).flatMap((one) => {
      const value = valueIn(one);
      return value ? issueOf(reading, linkId, value) : [];
    });
  });
}

function issueOf(reading: Reading, linkId: string, value: Value): Issue[] {
  const quantity = value.type === "Quantity" ? (value.value as Quantity) : { value: Number(value.value) };
  const number = inOwnUnit(reading, quantity);
  const [least, most] = reading.plausible;
  const issue = (code: Issue["code"], text: string): Issue[] => [
    { code, severity: "error", path: "QuestionnaireResponse", linkId, text },
  ];
  if (number === undefined) return issue("unit", `It is measured in ${reading.unit}.`);
  return number < least || number > most
    ? issue("implausible", `It lies outside ${least} to ${most} ${reading.unit}.`)
    : [];
}
