import { Refusal } from "#lib/domain/errors.ts";
import type { Change } from "#lib/domain/kinds.ts";
import { forget } from "../config.ts";
import { retried } from "../retry.ts";
import {
  type AuthoringPorts,
  type By,
  type Content,
  faultsLeft,
  findHead,
  headChange,
  type VersionTold,
  versionId,
} from "./content.ts";
import { draftOf } from "./draft-content.ts";

/**
 * Makes the draft the next version, which nothing changes any more, and the one that new work uses. Throws
 * `not_found`, `wrong_state` (no draft) and `invalid_definition` with what is to be mended.
 */
export const publishContent = <D extends { id: string }>(
  ports: AuthoringPorts,
  content: Content<D>,
  id: string,
  by: By,
): Promise<VersionTold> =>
  retried(async () => {
    const head = await findHead(ports, content, id);
    const draft = draftOf(head);
    const { review } = head.data;
    const errors = faultsLeft((await content.lint(ports, draft)).errors, review?.accepts ?? []);
    if (errors.length > 0) throw new Refusal("invalid_definition", undefined, errors);
    if ((await content.needsApproval?.(ports)) && review?.status !== "approved")
      throw new Refusal("wrong_state", "It needs the approval of a second person: submit it for review.");
    const version = head.data.versions + 1;
    const event = { type: content.events.published, ...by };
    const { review: _, draftedBy: __, ...known } = head.data;
    const data = { ...known, draft: undefined, published: version, versions: version };
    const made = {
      kind: content.version,
      id: versionId(id, version),
      expect: 0,
      data: content.versionOf(draft, version, review),
      event: { ...event, at: ports.clock.now() },
    } as Change;
    await ports.records.save([made, headChange(ports, content, { version: head.version, data }, event)]);
    forget(ports.records);
    return { id, version, status: "published" };
  });
