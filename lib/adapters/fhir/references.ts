import type { AliasNoun } from "#lib/domain/alias.ts";
import type { Ref } from "#lib/domain/intake.ts";
import type { Identifier } from "#lib/domain/patient/patient.ts";
import type { FhirIdentifier, Reference } from "./primitives.ts";

/** The name a client's own logical id is known by: one space of ids per server, as FHIR has it. */
export const logicalName = (type: string, id: string): Identifier => ({
  system: "urn:followthrough:fhir",
  value: `${type}/${id}`,
});

const nouns: Record<string, AliasNoun> = {
  Patient: "patient",
  Location: "location",
  Practitioner: "practitioner",
};

/** FHIR ids have no underscore, ours have no hyphen: `pat-…` on the wire is `pat_…` inside. */
export const wireId = (id: string): string => id.replaceAll("_", "-");

const ownPrefixes = /^(pat|loc|prc|apt|fct|con)-[0-9a-z]{26}(-[0-9a-z]{16})?$/;
export const ownId = (id: string): string | undefined =>
  ownPrefixes.test(id) ? id.replaceAll("-", "_") : undefined;

/** `identifier=system|value`, the one search that conditional interactions take here. */
export function identifierSearch(query: string): Identifier | undefined {
  const parameters = [...new URLSearchParams(query.replace(/^\?/, ""))];
  const [name, token = ""] = parameters[0] ?? [];
  const bar = token.indexOf("|");
  if (parameters.length !== 1 || name !== "identifier" || bar < 1 || bar === token.length - 1)
    return undefined;
  return { system: token.slice(0, bar), value: token.slice(bar + 1) };
}

/** What the resources of one message are known by among themselves. */
export type Index = {
  /** fullUrl, `Type/id` or `Type?system|value` → the entry's place and type. */
  entries: Map<string, { index: number; type: string }>;
};

/**
 * What a reference leads to: the type it names, and how to find it. No `ref` where that is nothing this system keeps;
 * `contained` where it lies inside the same resource.
 */
export type Target = { type: string; ref?: Ref; contained?: string };

const searchKey = (type: string, { system, value }: Identifier): string => `${type}?${system}|${value}`;

export function keysOf(
  type: string,
  id: string | undefined,
  identifiers: FhirIdentifier[] = [],
  fullUrl: string | undefined,
): string[] {
  const searches = identifiers.flatMap(({ system, value }) =>
    system && value ? [searchKey(type, { system, value })] : [],
  );
  return [...(fullUrl ? [fullUrl] : []), ...(id ? [`${type}/${id}`] : []), ...searches];
}

/** Where a reference leads, or undefined where it says nothing that could be followed. */
export function follow(reference: Reference, index: Index, expected?: string): Target | undefined {
  const text = reference.reference;
  if (text?.startsWith("#")) return { type: reference.type ?? expected ?? "", contained: text.slice(1) };
  if (text) return index.entries.has(text) ? entryTarget(index, text) : byText(text, index);
  const { system, value } = reference.identifier ?? {};
  const type = reference.type ?? expected;
  return system && value && type ? bySearch(type, { system, value }, index) : undefined;
}

function entryTarget(index: Index, key: string): Target | undefined {
  const entry = index.entries.get(key);
  return entry && { type: entry.type, ref: { by: "entry", index: entry.index } };
}

function bySearch(type: string, name: Identifier, index: Index): Target {
  const noun = nouns[type];
  return (
    entryTarget(index, searchKey(type, name)) ?? (noun ? { type, ref: { by: "name", noun, name } } : { type })
  );
}

function byText(text: string, index: Index): Target | undefined {
  const conditional = /^([A-Z][A-Za-z]+)\?(.+)$/.exec(text);
  if (conditional) {
    const name = identifierSearch(conditional[2] as string);
    return name && bySearch(conditional[1] as string, name, index);
  }
  const literal = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[^/]+)?$/.exec(text);
  if (!literal) return undefined;
  const [, type = "", id = ""] = literal;
  const own = ownId(id);
  if (own) return { type, ref: { by: "id", id: own } };
  return entryTarget(index, `${type}/${id}`) ?? bySearch(type, logicalName(type, id), index);
}
