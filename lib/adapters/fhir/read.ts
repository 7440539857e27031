import * as z from "zod";
import { Refusal } from "#lib/domain/errors.ts";
import type { Ask, EntryFault, IntakeRequest, Path, ReadEntry, Reading } from "#lib/domain/intake.ts";
import { type Context, NotAboutAPatient, parse, Unfit, unfit } from "./context.ts";
import { type Addressed, ownIdOf } from "./identity.ts";
import { FhirIdentifier } from "./primitives.ts";
import { type Index, identifierSearch, keysOf } from "./references.ts";
import { readers } from "./resources.ts";

const Contained = z.array(
  z.looseObject({
    id: z.string().optional(),
    resourceType: z.string().optional(),
    identifier: z.array(FhirIdentifier).optional(),
  }),
);

const Entry = z.looseObject({
  fullUrl: z.string().optional(),
  resource: z.looseObject({ resourceType: z.string() }).optional(),
  request: z
    .object({
      method: z.string(),
      url: z.string(),
      ifNoneExist: z.string().optional(),
      ifMatch: z.string().optional(),
    })
    .optional(),
});
type Entry = z.infer<typeof Entry>;

const Bundle = z.object({ type: z.string(), entry: z.array(z.unknown()).optional() });

/** What one interaction asks, wherever it stands. */
type Interaction = {
  method: string;
  type: string;
  id?: string | undefined;
  query?: string | undefined;
  ifNoneExist?: string | undefined;
  ifMatch?: string | undefined;
};

/** Throws a Refusal where the body is no resource at all, or a Bundle of a kind that asks nothing. */
export function read(request: IntakeRequest): Reading {
  const body = z.looseObject({ resourceType: z.string() }).safeParse(request.body);
  if (!body.success)
    throw new Refusal("validation_failed", "The body must be one FHIR resource with a resourceType.");
  if (request.path.length === 0) return readBundle(body.data);
  const [type = "", id] = request.path;
  const index: Index = { entries: new Map() };
  return { mode: "single", entries: [readOne(body.data, { ...request, type, id }, index)] };
}

function readBundle(body: { resourceType: string }): Reading {
  const bundle = Bundle.safeParse(body);
  const mode = bundle.data?.type;
  if (body.resourceType !== "Bundle" || !bundle.success)
    throw new Refusal(
      "validation_failed",
      "Only a Bundle with a type may be posted here; others go to /{type}.",
    );
  if (mode !== "transaction" && mode !== "batch")
    throw new Refusal("unsupported_type", "Only Bundles of type transaction or batch are understood.");
  const raw = bundle.data.entry ?? [];
  const parsed = raw.map((entry) => Entry.safeParse(entry));
  const index = indexOf(parsed.map((p) => p.data));
  const entries = raw.map((entry) => readEntry(entry, index));
  return { mode, entries };
}

function indexOf(entries: (Entry | undefined)[]): Index {
  const index: Index = { entries: new Map() };
  for (const [i, entry] of entries.entries()) {
    if (!entry?.resource) continue;
    const { resourceType: type, id, identifier } = entry.resource;
    const identifiers = z.array(FhirIdentifier).safeParse(identifier).data;
    const keys = keysOf(type, typeof id === "string" ? id : undefined, identifiers, entry.fullUrl);
    for (const key of keys) if (!index.entries.has(key)) index.entries.set(key, { index: i, type });
  }
  return index;
}

function readEntry(raw: unknown, index: Index): ReadEntry {
  const found = guarded("Bundle", () => {
    const { resource, request } = parse(Entry, raw);
    if (!request)
      throw unfit("validation_failed", ["request"], "An entry of a transaction or batch needs a request.");
    const { path, query } = partsOf(request.url);
    const [type = "", id] = path;
    return { resource, interaction: { ...request, type, id, query } };
  });
  if ("faults" in found) return found;
  const { resource, interaction } = found;
  const entry = readOne(resource, interaction, index);
  return "faults" in entry ? { ...entry, faults: entry.faults.map(inResource) } : entry;
}

const aboutRequest = new Set(["method", "url", "ifNoneExist", "ifMatch"]);

/** A path within a bundle's entry: most faults are the resource's, some the request's. */
const inResource = (fault: EntryFault): EntryFault => ({
  ...fault,
  path: [
    fault.path.length === 1 && aboutRequest.has(String(fault.path[0])) ? "request" : "resource",
    ...fault.path,
  ],
});

function partsOf(url: string): { path: string[]; query?: string } {
  const [path = "", query] = url.replace(/^https?:\/\/[^?]*\/(?=[A-Z])/, "").split("?", 2);
  return { path: path.split("/").filter(Boolean), ...(query && { query }) };
}

function readOne(raw: unknown, interaction: Interaction, index: Index): ReadEntry {
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

export const unsupported = "This resource type is not understood here; it was not stored.";

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
function guarded<T>(type: string, work: () => T): T | { type: string; faults: EntryFault[] } {
  try {
    return work();
  } catch (error) {
    if (error instanceof Unfit) return { type, faults: error.faults };
    throw error;
  }
}
