import type { Instant } from "../words.ts";
import { textOf, type Value, valueIn } from "./answers.ts";
import { extensionsOf, extensionValue, partOf } from "./extensions.ts";
import {
  type Coding,
  itemsOf,
  type Quantity,
  type Questionnaire,
  type QuestionnaireItem,
  type QuestionnaireResponse,
  responseItemsOf,
} from "./questionnaire.ts";
import { inOwnUnit, readingOf } from "./readings.ts";

type Given = { item: QuestionnaireItem; value: Value };

/** Every answer with the item that asked for it. */
function given(questionnaire: Questionnaire, response: QuestionnaireResponse): Given[] {
  const items = new Map([...itemsOf(questionnaire.item)].map((item) => [item.linkId, item]));
  return [...responseItemsOf(response.item)].flatMap(({ linkId, answer }) => {
    const item = items.get(linkId);
    if (!item) return [];
    return (answer ?? []).flatMap((one) => {
      const value = valueIn(one);
      return value ? [{ item, value }] : [];
    });
  });
}

export type Attributes = Record<string, string | number | boolean>;

/**
 * Attributes that answers become: by our own extension, or by a `definition` into the Patient resource, which is kept
 * beside the EHR's word and never over it (`reported-birthDate`).
 */
export function attributesOf(questionnaire: Questionnaire, response: QuestionnaireResponse): Attributes {
  const entries = given(questionnaire, response).flatMap(
    ({ item, value }): [string, Attributes[string]][] => {
      const name = attributeName(item);
      return name ? [[name, plain(value)]] : [];
    },
  );
  return Object.fromEntries(entries);
}

const patientDefinition = /^http:\/\/hl7\.org\/fhir\/StructureDefinition\/Patient#Patient\.([A-Za-z.]+)$/;

function attributeName(item: QuestionnaireItem): string | undefined {
  const own = extensionValue(item, "attribute");
  if (typeof own === "string") return own;
  const path = patientDefinition.exec(item.definition ?? "")?.[1];
  return path && `reported-${path.replaceAll(".", "-")}`;
}

/** An attribute holds 500 characters at most (domain/patient/patient.ts). */
function plain(value: Value): string | number | boolean {
  if (value.type === "Coding") return (value.value as Coding).code ?? textOf(value);
  if (typeof value.value === "number" || typeof value.value === "boolean") return value.value;
  return textOf(value).slice(0, 500);
}

export type ConsentGiven = {
  linkId: string;
  purpose: string;
  channel: string;
  category: string;
  wording: string;
  state: "granted" | "revoked";
};

/** A yes or a no to an item that is a consent, as an entry of the ledger. Not answered is neither. */
export const consentsOf = (questionnaire: Questionnaire, response: QuestionnaireResponse): ConsentGiven[] =>
  given(questionnaire, response).flatMap(({ item, value }) => {
    const [extension] = extensionsOf(item, "consent");
    if (!extension || value.type !== "Boolean") return [];
    const part = (name: string): string => String(partOf(extension, name) ?? "all");
    return [
      {
        linkId: item.linkId,
        purpose: part("purpose"),
        channel: part("channel"),
        category: part("category"),
        wording: part("wording"),
        state: value.value ? ("granted" as const) : ("revoked" as const),
      },
    ];
  });

export type ObservationGiven = {
  linkId: string;
  code: { system: string; code: string; display?: string };
  value: number | string;
  unit?: string;
  at: Instant;
};

/** Answers that are observations (SDC observation-based extraction), readings in the unit of their table. */
export function observationsOf(
  questionnaire: Questionnaire,
  response: QuestionnaireResponse,
  at: Instant,
): ObservationGiven[] {
  return given(questionnaire, response).flatMap(({ item, value }) => {
    const coding = item.code?.find(({ system, code }) => system && code);
    if (!coding || extensionValue(item, "observationExtract") !== true) return [];
    const told = measured(item, value);
    return told ? [{ linkId: item.linkId, code: codeOf(coding), ...told, at }] : [];
  });
}

const codeOf = ({ system, code, display }: Coding): ObservationGiven["code"] => ({
  system: system as string,
  code: code as string,
  ...(display && { display }),
});

function measured(
  item: QuestionnaireItem,
  value: Value,
): { value: number | string; unit?: string } | undefined {
  const reading = readingOf(item);
  if (value.type === "Quantity") {
    const quantity = value.value as Quantity;
    const number = reading ? inOwnUnit(reading, quantity) : quantity.value;
    const unit = reading?.unit ?? quantity.code ?? quantity.unit;
    return number === undefined ? undefined : { value: number, ...(unit && { unit }) };
  }
  if (typeof value.value === "number") return { value: value.value, ...(reading && { unit: reading.unit }) };
  return { value: textOf(value).slice(0, 500) };
}
