import { sameValue, type Value, valueIn } from "./answers.ts";
import { optionsOf } from "./options.ts";
import {
  itemsOf,
  type Quantity,
  type Questionnaire,
  type QuestionnaireItem,
  type QuestionnaireResponse,
  responseItemsOf,
} from "./questionnaire.ts";
import { inOwnUnit, readingOf } from "./readings.ts";

/** The answers of an item as numbers: a reading in its table's unit, an option's weight, a yes as 1. */
export function measures(
  questionnaire: Questionnaire,
  response: QuestionnaireResponse,
  linkId: string,
): number[] {
  const item = [...itemsOf(questionnaire.item)].find((one) => one.linkId === linkId);
  if (!item) return [];
  return [...responseItemsOf(response.item)]
    .filter((one) => one.linkId === linkId)
    .flatMap(({ answer }) => answer ?? [])
    .flatMap((answer) => {
      const value = valueIn(answer);
      const number = value && numberFrom(questionnaire, item, value);
      return number === undefined ? [] : [number];
    });
}

function numberFrom(questionnaire: Questionnaire, item: QuestionnaireItem, value: Value): number | undefined {
  switch (value.type) {
    case "Boolean":
      return value.value ? 1 : 0;
    case "Decimal":
    case "Integer":
      return value.value as number;
    case "Quantity": {
      const quantity = value.value as Quantity;
      const reading = readingOf(item);
      return reading ? inOwnUnit(reading, quantity) : quantity.value;
    }
    default:
      return optionsOf(questionnaire, item)?.find((option) => sameValue(option.value, value))?.weight;
  }
}
