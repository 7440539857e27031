import { digest } from "./ids.ts";
import type { Identifier } from "./patient/patient.ts";

/**
 * A second name of a record. An id is a digest of one identifier; whoever knows the record by another one (a FHIR
 * logical id, another hospital's number) finds it through an alias. Aliases are never moved: the first one stays.
 */
export type Alias = { key: string; target: string };

export type AliasNoun = "patient" | "location" | "practitioner";

export const aliasKey = (noun: AliasNoun, { system, value }: Identifier): string =>
  digest(26, "alias", noun, system, value);
