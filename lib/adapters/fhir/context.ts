import type * as z from "zod";
import type { RefusalCode } from "#lib/domain/errors.ts";
import type { EntryFault, Path, Wanted } from "#lib/domain/intake.ts";
import type { FhirIdentifier, Reference } from "./primitives.ts";
import { follow, type Index, type Target } from "./references.ts";
import { named } from "./words.ts";

/** A resource that cannot be taken as it is. Caught where one entry is read. */
export class Unfit extends Error {
  readonly faults: EntryFault[];
  constructor(faults: EntryFault[]) {
    super("unfit");
    this.faults = faults;
  }
}

export const unfit = (code: RefusalCode, path: Path, detail: string): Unfit =>
  new Unfit([{ code, path, detail }]);

/** A resource that is fine but about nobody here: a herd, a device, a room. */
export class NotAboutAPatient extends Error {}

/** Parses at the edge. Messages of the schema say what is wanted and never repeat what was sent (invariant 9). */
export function parse<T>(schema: z.ZodType<T>, raw: unknown): T {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  throw new Unfit(
    result.error.issues.map(({ path, message }) => ({
      code: "validation_failed",
      path: path.map((p) => (typeof p === "symbol" ? String(p) : p)),
      detail: message,
    })),
  );
}

/** What a resource is read within: the other entries of its message, and what it contains. */
export type Context = { index: Index; contained: Map<string, Contained> };

type Contained = { resourceType?: string | undefined; identifier?: FhirIdentifier[] | undefined };

/** The patient a resource is about. */
export function wantedPatient(reference: Reference | undefined, path: Path, context: Context): Wanted {
  const target = reference && follow(reference, context.index, "Patient");
  if (!target) throw unfit("unknown_reference", path, "It must name a patient.");
  return { ref: patientRef(target, path, context), path };
}

function patientRef(target: Target, path: Path, context: Context) {
  const contained = target.contained === undefined ? undefined : context.contained.get(target.contained);
  const type = contained?.resourceType ?? target.type;
  if (type !== "Patient") throw new NotAboutAPatient();
  if (target.ref) return target.ref;
  const [name] = named(contained?.identifier);
  if (!name)
    throw unfit("unknown_reference", path, "A contained patient must have an identifier known here.");
  return { by: "name" as const, noun: "patient" as const, name };
}

/** Something that may be named: a location, a practitioner. Undefined where nothing of ours is meant. */
export function wanted(reference: Reference | undefined, path: Path, context: Context): Wanted | undefined {
  const target = reference && follow(reference, context.index);
  if (target?.ref) return { ref: target.ref, path };
  if (reference?.reference && !target)
    throw unfit("unknown_reference", path, "It refers to something that is not here.");
  return undefined;
}
