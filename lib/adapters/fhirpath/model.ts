import type { Model } from "fhirpath";

/** The value types that an answer, an option or an extension may have, as their properties are named. */
const valueTypes: Record<string, string> = {
  Boolean: "boolean",
  Code: "code",
  Decimal: "decimal",
  Integer: "integer",
  Date: "date",
  DateTime: "dateTime",
  Time: "time",
  String: "string",
  Uri: "uri",
  Attachment: "Attachment",
  Coding: "Coding",
  Quantity: "Quantity",
  Reference: "Reference",
};

const choices = [
  "QuestionnaireResponse.item.answer.value",
  "Questionnaire.item.answerOption.value",
  "Questionnaire.item.initial.value",
  "Extension.value",
];
const elements = [
  "Questionnaire.item",
  "Questionnaire.item.answerOption",
  "QuestionnaireResponse.item",
  "QuestionnaireResponse.item.answer",
];

/**
 * What FHIRPath must know of R4 to walk questionnaires and their responses: 2 KB of the library's own model of 460 KB,
 * which describes every resource. test/adapters/forms-fhirpath.test.ts holds the two to the same answers.
 */
export const model: Model = {
  version: "r4",
  score: {
    extensionURI: [
      "http://hl7.org/fhir/StructureDefinition/ordinalValue",
      "http://hl7.org/fhir/StructureDefinition/itemWeight",
    ],
  },
  choiceTypePaths: Object.fromEntries(choices.map((path) => [path, Object.keys(valueTypes)])),
  pathsDefinedElsewhere: {
    "Questionnaire.item.item": "Questionnaire.item",
    "QuestionnaireResponse.item.answer.item": "QuestionnaireResponse.item",
    "QuestionnaireResponse.item.item": "QuestionnaireResponse.item",
  },
  type2Parent: {
    Questionnaire: "DomainResource",
    QuestionnaireResponse: "DomainResource",
    DomainResource: "Resource",
    Coding: "Element",
    Quantity: "Element",
    Extension: "Element",
    BackboneElement: "Element",
    uri: "System.String",
    string: "System.String",
    code: "string",
  },
  path2Type: Object.fromEntries([
    ...elements.map((path) => [path, "BackboneElement"]),
    ...choices.flatMap((path) => Object.entries(valueTypes).map(([name, type]) => [`${path}${name}`, type])),
    ...[...elements, "Coding"].map((path) => [`${path}.extension`, "Extension"]),
    ...elements.map((path) => [`${path}.linkId`, "string"]),
    ["Coding.code", "code"],
    ["Coding.system", "uri"],
    ["Coding.display", "string"],
    ["Questionnaire.item.code", "Coding"],
    ["Quantity.value", "decimal"],
    ["Quantity.unit", "string"],
    ["Quantity.code", "code"],
    ["Quantity.system", "uri"],
    ["Extension.url", "uri"],
  ]),
  resourcesWithUrlParam: {},
  path2TypeWithoutElements: {},
  path2RefType: {},
  availableTypes: new Set(),
} as unknown as Model;
