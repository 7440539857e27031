import type { Coding, Extension, QuestionnaireItem } from "../../forms/questionnaire.ts";

/** A text in the two languages that the library speaks. */
export type Both = readonly [en: string, es: string];

type Item = QuestionnaireItem;
type More = Partial<Omit<Item, "linkId" | "type" | "text">>;

const inSpanish = (es: string): { extension: Extension[] } => ({
  extension: [
    {
      url: "http://hl7.org/fhir/StructureDefinition/translation",
      extension: [
        { url: "lang", valueCode: "es" },
        { url: "content", valueString: es },
      ],
    },
  ],
});

/** `text` or `title` with its Spanish, as FHIR translates. */
export const said = (name: "text" | "title" | "description", [en, es]: Both): Record<string, unknown> => ({
  [name]: en,
  [`_${name}`]: inSpanish(es),
});

export const item = (linkId: string, type: Item["type"], text: Both, more: More = {}): Item =>
  ({ linkId, type, ...said("text", text), ...more }) as Item;

export const group = (linkId: string, text: Both, items: Item[], more: More = {}): Item =>
  item(linkId, "group", text, { item: items, ...more });

export const asked = { required: true } as const;

const core = "http://hl7.org/fhir/StructureDefinition/";
const sdc = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";

export const attribute = (name: string): Extension => ({
  url: "urn:followthrough:form:attribute",
  valueString: name,
});

export const signature: Extension = { url: "urn:followthrough:form:signature", valueBoolean: true };

/** A yes grants, a no revokes: what for, on which channel, and the code of the wording that is shown. */
export const consent = (purpose: string, channel: string, wording: string): Extension => ({
  url: "urn:followthrough:form:consent",
  extension: [
    { url: "purpose", valueCode: purpose },
    { url: "channel", valueCode: channel },
    { url: "wording", valueString: wording },
  ],
});

export const hidden: Extension = { url: `${core}questionnaire-hidden`, valueBoolean: true };
export const observation: Extension = { url: `${sdc}observationExtract`, valueBoolean: true };

/** FHIRPath over the response. */
export const calculated = (expression: string): Extension => ({
  url: `${sdc}calculatedExpression`,
  valueExpression: { language: "text/fhirpath", expression },
});

export const unitOption = (code: string, display: string): Extension => ({
  url: `${core}questionnaire-unitOption`,
  valueCoding: { system: "http://unitsofmeasure.org", code, display },
});

export const loinc = (code: string, display: string): Coding => ({
  system: "http://loinc.org",
  code,
  display,
});

/** Options of codes of our own; `weight` is what one counts in a score. */
export const options = (list: [code: string, text: Both, weight?: number][], system = own): More => ({
  answerOption: list.map(([code, [en, es], weight]) => ({
    valueCoding: { system, code, display: en, _display: inSpanish(es) },
    ...(weight !== undefined && { extension: [{ url: `${core}itemWeight`, valueDecimal: weight }] }),
  })),
});

const own = "urn:followthrough:form:option";

/** Asked only where the other answer is this one. */
export const when = (question: string, answer: { boolean: boolean } | { code: string }): More => ({
  enableWhen: [
    {
      question,
      operator: "=",
      ...("boolean" in answer
        ? { answerBoolean: answer.boolean }
        : { answerCoding: { system: own, code: answer.code } }),
    },
  ],
});

/** Help below a question. */
export const help = (linkId: string, text: Both): Item =>
  item(linkId, "display", text, {
    extension: [
      {
        url: `${core}questionnaire-itemControl`,
        valueCodeableConcept: {
          coding: [{ system: "http://hl7.org/fhir/questionnaire-item-control", code: "help" }],
        },
      },
    ],
  });
