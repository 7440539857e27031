import * as z from "zod";
import { Refusal } from "#lib/domain/errors.ts";
import type { EntryFault, IntakeRequest, ReadEntry, Reading } from "#lib/domain/intake.ts";
import { parse, unfit } from "./context.ts";
import { FhirIdentifier } from "./primitives.ts";
import { guarded, readOne } from "./read-one.ts";
import { type Index, keysOf } from "./references.ts";

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
