import { type Value, valueIn } from "./answers.ts";
import { extensionsOf, extensionValue, numberOf, partOf } from "./extensions.ts";
import { knownValueSets } from "./known-value-sets.ts";
import type { AnswerOption, Coding, Extension, Questionnaire, QuestionnaireItem } from "./questionnaire.ts";

/** One answer that may be chosen; `weight` is what it counts in a score. */
export type Option = { value: Value; weight?: number; exclusive: boolean };

/**
 * The answers an item offers; undefined where it offers none that are known here: any answer is taken then. A value
 * set is known where it is contained, or one of the few below.
 */
export function optionsOf(questionnaire: Questionnaire, item: QuestionnaireItem): Option[] | undefined {
  if (item.answerOption?.length) return item.answerOption.flatMap(optionFrom);
  // On another type it is its author's mistake: que-5.
  if (!item.answerValueSet || !isChoice(item)) return undefined;
  return contained(questionnaire, item.answerValueSet) ?? known(item.answerValueSet);
}

function optionFrom(option: AnswerOption): Option[] {
  const value = valueIn(option);
  if (!value) return [];
  const weight = numberOf(option, "weight") ?? (option.valueCoding && numberOf(option.valueCoding, "weight"));
  const exclusive = extensionValue(option, "optionExclusive") === true;
  return [{ value, exclusive, ...(weight !== undefined && { weight }) }];
}

export const isChoice = ({ type }: QuestionnaireItem): boolean => type === "choice" || type === "open-choice";

type Concept = { code?: string; display?: string; system?: string; extension?: Extension[] };
type ValueSet = {
  compose?: { include?: { system?: string; concept?: Concept[]; valueSet?: unknown; filter?: unknown }[] };
  expansion?: { contains?: Concept[] };
};

function contained({ contained: all }: Questionnaire, canonical: string): Option[] | undefined {
  const found = all?.find(
    (resource) =>
      resource.resourceType === "ValueSet" &&
      (canonical === `#${resource.id}` || canonical === (resource as { url?: string }).url),
  ) as ValueSet | undefined;
  if (!found) return undefined;
  const { expansion, compose } = found;
  const concepts = expansion?.contains ?? compose?.include?.flatMap(conceptsOf);
  return concepts?.length ? concepts.map(optionOfConcept) : undefined;
}

const conceptsOf = ({ system, concept }: { system?: string; concept?: Concept[] }): Concept[] =>
  (concept ?? []).map((one) => ({ ...one, ...(system && { system }) }));

function optionOfConcept({ system, code, display, extension }: Concept): Option {
  const weight = numberOf({ extension }, "weight") ?? expandedWeight(extension);
  const coding: Coding = { ...(system && { system }), ...(code && { code }), ...(display && { display }) };
  return {
    value: { type: "Coding", value: coding },
    exclusive: false,
    ...(weight !== undefined && { weight }),
  };
}

/** An expansion's weight is a property of its concept (R5 ValueSet.expansion.contains.property, as an extension). */
function expandedWeight(extension: Extension[] | undefined): number | undefined {
  const property = extension?.find((one) => partOf(one, "code") === "itemWeight");
  const value = property && (partOf(property, "value[x]") ?? partOf(property, "value"));
  return typeof value === "number" ? value : undefined;
}

const known = (canonical: string): Option[] | undefined =>
  knownValueSets[canonical.split("|")[0] as string]?.map(([system, code, display, weight]) => ({
    value: { type: "Coding", value: { system, code, display } },
    exclusive: false,
    ...(weight !== undefined && { weight }),
  }));

/** Units a quantity may have; empty where any will do. */
export function unitsOf(item: QuestionnaireItem): Coding[] {
  const codings = [...extensionsOf(item, "unitOption"), ...extensionsOf(item, "unit")];
  return codings.flatMap((extension) => {
    const coding = extension.valueCoding as Coding | undefined;
    return coding ? [coding] : [];
  });
}

/** Units to offer: those it may have, else the one its limits are in, without which they could not be compared. */
export function offeredUnits(item: QuestionnaireItem): Coding[] {
  const units = unitsOf(item);
  if (units.length > 0) return units;
  const limit = [...extensionsOf(item, "minQuantity"), ...extensionsOf(item, "maxQuantity")][0];
  const { system, code, unit } = (limit?.valueQuantity ?? {}) as {
    system?: string;
    code?: string;
    unit?: string;
  };
  const display = unit ?? code;
  if (!display) return [];
  return [{ display, ...(system && { system }), ...(code && { code }) }];
}
