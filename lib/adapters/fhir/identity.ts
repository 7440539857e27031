import { digest } from "#lib/domain/ids.ts";
import { sourceDigest } from "#lib/domain/ingest/source.ts";
import type { Identifier } from "#lib/domain/patient/patient.ts";
import { logicalName, ownId } from "./references.ts";

/** What the request says of a resource's identity, beside the resource itself. */
export type Addressed = {
  /** The id in a PUT's path. */
  id?: string;
  /** `identifier=` of a conditional create or update. */
  name?: Identifier;
};

export const ownIdOf = (to: Addressed): string | undefined =>
  to.id === undefined ? undefined : ownId(to.id);

/**
 * The names of a record, its source's own first. A PUT names it by logical id, a conditional request by the identifier
 * it searches, a POST by the identifiers inside. A POST that has none is known by its content, so that a repeat of
 * the request is the same record.
 */
export function namesFor(
  type: string,
  to: Addressed,
  identifiers: Identifier[],
  content: unknown,
): Identifier[] {
  const own = to.id !== undefined && !ownIdOf(to) ? [logicalName(type, to.id)] : [];
  const searched = to.name ? [to.name] : [];
  const others = identifiers.filter((i) => i.system !== to.name?.system || i.value !== to.name?.value);
  const names = [...own, ...searched, ...others].slice(0, 20);
  if (names.length > 0 || to.id !== undefined) return names;
  return [{ system: "urn:followthrough:content", value: sourceDigest([type, content]) }];
}

const mostReference = 128;

/** The same for what a patient owns, where one name is enough. The logical id comes before identifiers. */
export function referenceFor(
  type: string,
  to: Addressed,
  resource: { id?: string | undefined; identifiers: Identifier[] },
  content: unknown,
): string {
  const [first] = resource.identifiers;
  const name = to.name ?? (to.id === undefined && resource.id === undefined ? first : undefined);
  const id = to.id ?? resource.id;
  const reference = name
    ? `${type}?${name.system}|${name.value}`
    : id !== undefined
      ? `${type}/${id}`
      : `${type}#${sourceDigest(content)}`;
  return reference.length <= mostReference ? reference : `${type}#${digest(26, reference)}`;
}
