import type { Head } from "#lib/domain/content/template.ts";
import { Refusal } from "#lib/domain/errors.ts";
import type { JourneyDraft } from "#lib/domain/journey/definition.ts";
import { type AuthoringPorts, type By, findHead, headChange, type StoredHead } from "../authoring/content.ts";
import { draftOf } from "../authoring/draft-content.ts";
import { journeys } from "../authoring/journeys.ts";
import { retried } from "../retry.ts";

/** Asks for a second pair of eyes. Throws `not_found`, `wrong_state` (no draft), `invalid_definition` (it cannot run). */
export const submitJourney = (ports: AuthoringPorts, id: string, by: By): Promise<StoredHead<JourneyDraft>> =>
  retried(async () => {
    const head = await findHead(ports, journeys, id);
    const { errors } = await journeys.lint(ports, draftOf(head));
    if (errors.length > 0) throw new Refusal("invalid_definition", undefined, errors);
    const review = { status: "submitted" as const, by: by.actor, at: ports.clock.now() };
    return save(ports, head, { ...head.data, review }, { type: "journey.submitted", ...by });
  });

/**
 * Says that the draft, as it was submitted, may be published. Throws `wrong_state` (not submitted) and `forbidden` for
 * who wrote or submitted it: the second pair of eyes is another person's.
 */
export const approveJourney = (
  ports: AuthoringPorts,
  id: string,
  by: By,
): Promise<StoredHead<JourneyDraft>> =>
  retried(async () => {
    const head = await findHead(ports, journeys, id);
    const { review, draftedBy } = head.data;
    if (review?.status !== "submitted")
      throw new Refusal("wrong_state", "Nothing of it was submitted for review.");
    if (by.actor.id === review.by.id || by.actor.id === draftedBy?.id)
      throw new Refusal(
        "forbidden",
        "Whoever wrote or submitted a journey cannot approve it: ask a second person.",
      );
    const approved = { status: "approved" as const, by: by.actor, at: ports.clock.now() };
    return save(ports, head, { ...head.data, review: approved }, { type: "journey.approved", ...by });
  });

async function save(
  ports: AuthoringPorts,
  { version }: StoredHead<JourneyDraft>,
  data: Head<JourneyDraft>,
  event: Parameters<typeof headChange>[3],
): Promise<StoredHead<JourneyDraft>> {
  await ports.records.save([headChange(ports, journeys, { version, data }, event)]);
  return { version: version + 1, data };
}
