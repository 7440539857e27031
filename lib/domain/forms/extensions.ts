import type { Extension } from "./questionnaire.ts";

const core = "http://hl7.org/fhir/StructureDefinition/";
const sdc = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";

/** Extensions that a form obeys, by what they say; several addresses where a newer one replaced an older. */
const extensions = {
  hidden: [`${core}questionnaire-hidden`],
  minOccurs: [`${core}questionnaire-minOccurs`],
  maxOccurs: [`${core}questionnaire-maxOccurs`],
  minLength: [`${core}minLength`],
  minValue: [`${core}minValue`],
  maxValue: [`${core}maxValue`],
  maxDecimalPlaces: [`${core}maxDecimalPlaces`],
  maxSize: [`${core}maxSize`],
  mimeType: [`${core}mimeType`],
  regex: [`${core}regex`],
  entryFormat: [`${core}entryFormat`],
  unit: [`${core}questionnaire-unit`],
  unitOption: [`${core}questionnaire-unitOption`],
  unitOpen: [`${sdc}unitOpen`],
  minQuantity: [`${sdc}minQuantity`],
  maxQuantity: [`${sdc}maxQuantity`],
  referenceResource: [`${core}questionnaire-referenceResource`],
  optionExclusive: [`${core}questionnaire-optionExclusive`],
  weight: [`${core}itemWeight`, `${core}ordinalValue`],
  itemControl: [`${core}questionnaire-itemControl`],
  translation: [`${core}translation`],
  variable: [`${core}variable`],
  calculated: [`${sdc}calculatedExpression`],
  enableWhenExpression: [`${sdc}enableWhenExpression`],
  observationExtract: [`${sdc}observationExtract`],
  /** Ours: the patient's attribute that an answer becomes. */
  attribute: ["urn:followthrough:form:attribute"],
  /** Ours: the entry of the consent ledger that a yes becomes. */
  consent: ["urn:followthrough:form:consent"],
  /** Ours, and FHIR's on an attachment: this answer is a signature (15 U.S.C. 7006(5)). */
  signature: ["urn:followthrough:form:signature", `${core}questionnaire-signatureRequired`],
} as const;
export type ExtensionName = keyof typeof extensions;

type Extended = { extension?: Extension[] | undefined };

export const extensionsOf = ({ extension }: Extended, name: ExtensionName): Extension[] =>
  (extension ?? []).filter(({ url }) => (extensions[name] as readonly string[]).includes(url));

/** The value[x] of an extension, whatever its type. */
export const carried = (extension: Extension | undefined): unknown => {
  const key = Object.keys(extension ?? {}).find((name) => name.startsWith("value"));
  return key && extension?.[key];
};

export const extensionValue = (of: Extended, name: ExtensionName): unknown =>
  carried(extensionsOf(of, name)[0]);

export const numberOf = (of: Extended, name: ExtensionName): number | undefined => {
  const value = extensionValue(of, name);
  return typeof value === "number" ? value : undefined;
};

/** One part of a complex extension. */
export const partOf = (extension: Extension, url: string): unknown =>
  carried(extension.extension?.find((part) => part.url === url));

/** Codes of the item's control: how its author wants it shown. */
export function controlsOf(of: Extended): string[] {
  return extensionsOf(of, "itemControl").flatMap((extension) => {
    const concept = carried(extension) as { coding?: { code?: string }[] } | undefined;
    return (concept?.coding ?? []).flatMap(({ code }) => (code ? [code] : []));
  });
}
