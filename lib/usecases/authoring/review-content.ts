import { type Head, isSecondPerson, type Review, type Reviewable } from "#lib/domain/content/template.ts";
import { Refusal } from "#lib/domain/errors.ts";
import { retried } from "../retry.ts";
import {
  type AuthoringPorts,
  type By,
  faultsLeft,
  findHead,
  headChange,
  type Reviewed,
  type StoredHead,
} from "./content.ts";
import { draftOf } from "./draft-content.ts";

/**
 * Asks for a second pair of eyes. Throws `not_found`, `wrong_state` (no draft), `invalid_definition` (it has faults that
 * no reviewer may set aside).
 */
export const submitContent = <D extends { id: string }>(
  ports: AuthoringPorts,
  content: Reviewed<D>,
  id: string,
  by: By,
): Promise<StoredHead<D>> =>
  retried(async () => {
    const head = await findHead(ports, content, id);
    const { errors } = await content.lint(ports, draftOf(head));
    const left = faultsLeft(errors, "all");
    if (left.length > 0) throw new Refusal("invalid_definition", undefined, left);
    const review = { status: "submitted" as const, by: by.actor, at: ports.clock.now() };
    return save(ports, content, { ...head, review }, { type: content.events.submitted, ...by });
  });

/**
 * Says that the draft, as it was submitted, may be published, and which rules of measure are set aside for it. Throws
 * `wrong_state` (not submitted), `invalid_definition` (a fault that was not set aside) and `forbidden` for who wrote or
 * submitted it: the second pair of eyes is another person's.
 */
export const approveContent = <D extends { id: string }>(
  ports: AuthoringPorts,
  content: Reviewed<D>,
  { id, accepts = [] }: { id: string; accepts?: Reviewable[] },
  by: By,
): Promise<StoredHead<D>> =>
  retried(async () => {
    const head = await findHead(ports, content, id);
    if (head.data.review?.status !== "submitted")
      throw new Refusal("wrong_state", "Nothing of it was submitted for review.");
    if (!isSecondPerson(by.actor, head.data))
      throw new Refusal("forbidden", "Whoever wrote or submitted it cannot approve it: ask a second person.");
    const left = faultsLeft((await content.lint(ports, draftOf(head))).errors, accepts);
    if (left.length > 0) throw new Refusal("invalid_definition", undefined, left);
    const approved: Review = {
      status: "approved",
      by: by.actor,
      at: ports.clock.now(),
      ...(accepts.length > 0 && { accepts }),
    };
    const reason = accepts.map((rule) => `accepted_${rule}`).join(" ");
    const event = { type: content.events.approved, ...by, ...(reason && { reason }) };
    return save(ports, content, { ...head, review: approved }, event);
  });

async function save<D extends { id: string }>(
  ports: AuthoringPorts,
  content: Reviewed<D>,
  { version, data: before, review }: StoredHead<D> & { review: Review },
  event: Parameters<typeof headChange>[3] & { reason?: string },
): Promise<StoredHead<D>> {
  const data: Head<D> = { ...before, review };
  await ports.records.save([headChange(ports, content, { version, data }, event)]);
  return { version: version + 1, data };
}
