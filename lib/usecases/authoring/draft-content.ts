import { expectedVersion } from "#lib/domain/api/etag.ts";
import type { Head } from "#lib/domain/content/template.ts";
import { Refusal } from "#lib/domain/errors.ts";
import {
  type AuthoringPorts,
  type By,
  type Content,
  faultsLeft,
  findHead,
  headChange,
  headOf,
  type StoredHead,
} from "./content.ts";

/**
 * Writes the draft, and makes the head where there is none. Throws `validation_failed` (another id in the draft),
 * `version_required` and `stale_version` (If-Match).
 */
export async function draftContent<D extends { id: string }>(
  ports: AuthoringPorts,
  content: Content<D>,
  { id, draft, ifMatch }: { id: string; draft: D; ifMatch: number | undefined },
  by: By,
): Promise<StoredHead<D>> {
  if (draft.id !== id)
    throw new Refusal("validation_failed", undefined, [
      { pointer: "/id", detail: "Give the id that the path has." },
    ]);
  const head = await headOf(ports, content, id);
  const expect = expectedVersion(head?.version, ifMatch);
  const { review: _, ...known } = head?.data ?? { published: undefined, versions: 0 };
  const data: Head<D> = { ...known, id, draft, draftedBy: by.actor };
  await ports.records.save([
    headChange(ports, content, { version: expect, data }, { type: content.events.drafted, ...by }),
  ]);
  return { version: expect + 1, data };
}

/** What forbids publishing the draft, and what is doubtful about it. Throws `not_found`, `wrong_state`. */
export async function lintContent<D extends { id: string }, Told extends object>(
  ports: AuthoringPorts,
  content: Content<D, Told>,
  id: string,
) {
  const head = await findHead(ports, content, id);
  const { told, ...findings } = await content.lint(ports, draftOf(head));
  const left = faultsLeft(findings.errors, head.data.review?.accepts ?? []);
  return { publishable: left.length === 0, ...findings, ...(told as Told) };
}

export function draftOf<D>({ data }: StoredHead<D>): D {
  if (!data.draft) throw new Refusal("wrong_state", "There is no draft.");
  return data.draft;
}
