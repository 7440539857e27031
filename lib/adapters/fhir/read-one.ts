import * as z from "zod";
import type { Ask, EntryFault, Path, ReadEntry } from "#lib/domain/intake.ts";
import { type Context, NotAboutAPatient, parse, Unfit, unfit } from "./context.ts";
import { type Addressed, ownIdOf } from "./identity.ts";
import { FhirIdentifier } from "./primitives.ts";
import { type Index, identifierSearch } from "./references.ts";
import { readers } from "./resources.ts";

const Contained = z.array(
  z.looseObject({
    id: z.string().optional(),
    resourceType: z.string().optional(),
    identifier: z.array(FhirIdentifier).optional(),
  }),
);

/** What one interaction asks, wherever it stands. */
export type Interaction = {
  method: string;
  type: string;
  id?: string | undefined;
  query?: string | undefined;
  ifNoneExist?: string | undefined;
  ifMatch?: string | undefined;
};

/** One resource and what is asked of it, whether sent alone or in a Bundle. */
export function readOne(raw: unknown, interaction: Interaction, index: Index): ReadEntry {
  const { type } = interaction;
  return guarded(type, () => {
    if (interaction.method !== "POST" && interaction.method !== "PUT")
      throw unfit("method_not_allowed", ["method"], "Only POST and PUT are understood.");
    const resource = parse(z.looseObject({ resourceType: z.string() }), raw);
    if (resource.resourceType !== type)
      throw unfit("validation_failed", ["resourceType"], "The resource must be of the type in the URL.");
    const reader = readers.get(type);
    if (!reader) return { type, ask: { do: "nothing", why: unsupported } as Ask };
    const to = addressed(resource, interaction);
    const expect = expectedVersion(interaction.ifMatch);
    const id = ownIdOf(to);
    return {
      type,
      ask: aboutAPatient(() => reader(resource, to, contextOf(resource, index))),
      ...(id && { id }),
      ...(expect !== undefined && { expect }),
      ...(interaction.ifNoneExist && { onlyIfNew: true }),
    };
  });
}

function aboutAPatient(work: () => Ask): Ask {
  try {
    return work();
  } catch (error) {
    if (error instanceof NotAboutAPatient)
      return { do: "nothing", why: "It is not about a patient; it was not stored." };
    throw error;
  }
}

const unsupported = "This resource type is not understood here; it was not stored.";

function contextOf(resource: Record<string, unknown>, index: Index): Context {
  const contained = resource.contained === undefined ? [] : parse(Contained, resource.contained);
  return { index, contained: new Map(contained.flatMap((c) => (c.id ? [[c.id, c]] : []))) };
}

function addressed(
  resource: Record<string, unknown>,
  { method, id, query, ifNoneExist }: Interaction,
): Addressed {
  const search = method === "PUT" ? query : ifNoneExist;
  const name = search ? identifierSearch(search) : undefined;
  const where: Path = [method === "PUT" ? "url" : "ifNoneExist"];
  if (search && !name)
    throw unfit("validation_failed", where, "Conditions take exactly one search: identifier=system|value.");
  if (method === "PUT" && !id && !name)
    throw unfit("validation_failed", ["url"], "A PUT needs an id or a condition.");
  if (method === "PUT" && id && resource.id !== id)
    throw unfit("validation_failed", ["id"], "The id must be the one in the URL.");
  return { ...(method === "PUT" && id && { id }), ...(name && { name }) };
}

/** `W/"3"` → 3. */
function expectedVersion(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined) return undefined;
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(ifMatch)?.[1];
  if (!version) throw unfit("validation_failed", ["ifMatch"], 'If-Match takes an ETag such as W/"3".');
  return Number(version);
}

/** What is wrong with one entry is a finding, not an exception of the whole message. */
export function guarded<T>(type: string, work: () => T): T | { type: string; faults: EntryFault[] } {
  try {
    return work();
  } catch (error) {
    if (error instanceof Unfit) return { type, faults: error.faults };
    throw error;
  }
}
