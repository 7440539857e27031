import type {
  Address,
  CodeableConcept,
  Extension,
  FhirIdentifier,
  HumanName,
  Telecom,
} from "./primitives.ts";

/** What FHIR's structured words come to in ours: one text, one code, one name. */

export const textOf = (concept: CodeableConcept | undefined): string | undefined =>
  concept?.text ?? concept?.coding?.find((c) => c.display)?.display ?? concept?.coding?.[0]?.code;

export type Code = { system?: string; code: string; display?: string };

/** The first coding that has a code; a concept of words alone is its own code. */
export function codeOf(concept: CodeableConcept | undefined): Code | undefined {
  const coding = concept?.coding?.find((c) => c.code);
  const display = (coding?.display ?? concept?.text)?.slice(0, 500);
  const code = coding?.code ?? display;
  if (!code) return undefined;
  return {
    code: code.slice(0, 100),
    ...(coding?.system && { system: coding.system.slice(0, 300) }),
    ...(display && { display }),
  };
}

export const codesOf = (concepts: CodeableConcept[] = []): string[] =>
  concepts.flatMap((c) => c.coding ?? []).flatMap((c) => c.code ?? []);

const nameRank = ["usual", "official", undefined, "nickname", "temp", "anonymous", "maiden", "old"];

/** The name to call someone by: what they usually go by, then the official one. */
export function nameOf(names: HumanName[] = []): { given: string; family: string } {
  const ranked = names.toSorted((a, b) => nameRank.indexOf(a.use) - nameRank.indexOf(b.use));
  const best = ranked.find((n) => n.given?.[0] || n.family || n.text);
  const words = best?.text?.trim().split(/\s+/) ?? [];
  const structured = best?.given?.[0] || best?.family;
  return {
    given: (structured ? (best?.given?.[0] ?? "") : words.slice(0, -1).join(" ")).slice(0, 200),
    family: (structured ? (best?.family ?? "") : (words.at(-1) ?? "")).slice(0, 200),
  };
}

export function fullName(names: HumanName[] = []): string {
  const { given, family } = nameOf(names);
  return names.find((n) => n.text)?.text ?? `${given} ${family}`.trim();
}

export const firstPhone = (telecom: Telecom[] = []): string | undefined =>
  telecom.find((t) => t.system === "phone" && t.value && t.use !== "old")?.value;

export function addressText(address: Address | undefined): string | undefined {
  if (!address) return undefined;
  const { line = [], city, state, postalCode } = address;
  const parts = [...line, city, [state, postalCode].filter(Boolean).join(" ")].filter(Boolean);
  return (parts.length > 0 ? parts.join(", ") : address.text)?.slice(0, 500) || undefined;
}

/** Identifiers with a system: a bare number means nothing across sources. */
export const named = (identifiers: FhirIdentifier[] = []): { system: string; value: string }[] =>
  identifiers.flatMap(({ system, value, use }) =>
    system && value?.trim() && use !== "old" ? [{ system, value: value.trim() }] : [],
  );

const zoneUrls = new Set([
  "http://hl7.org/fhir/StructureDefinition/timezone",
  "http://hl7.org/fhir/StructureDefinition/tz-code",
]);

/** The standard time zone extension, whichever of its two addresses is used. */
export const zoneExtension = (extensions: Extension[] = []): string | undefined => {
  const found = extensions.find((e) => zoneUrls.has(e.url));
  return found?.valueCode ?? found?.valueString;
};
