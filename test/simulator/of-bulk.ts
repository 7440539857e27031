import { partId, summed } from "#lib/domain/operation.ts";
import { journeyOf } from "#lib/domain/switch.ts";
import { listId } from "#lib/usecases/campaigns/save-campaign.ts";
import type { Faults } from "./allowance.ts";
import { bulk } from "./concerns/bulk.ts";
import type { Evidence } from "./evidence.ts";

/** 15. Of runs that had begun when all were ended, none goes on when the operation is done, unless it is named as one that does. */
export const endedIsOver = ({ mirror }: Evidence): Faults =>
  mirror.all("operation").flatMap(({ id, data: { type, status, about, startedAt, parts = 0 }, event }) => {
    if (type !== "end-runs" || status !== "done") return [];
    const faults = Array.from({ length: parts }, (_, n) => mirror.get("part", partId(id, n))?.data.faults);
    const named = new Set(faults.flatMap((some) => some ?? []).map((fault) => fault.id));
    const journey = journeyOf(about);
    const runs = mirror.all("enrollment").filter(({ data }) => data.journey.id === journey);
    return runs.flatMap(({ id: run, data: { startedAt: begun, endedAt } }) =>
      begun <= startedAt && (endedAt ?? "9") > event.at && !named.has(run) ? [`${run} outlived ${id}`] : [],
    );
  });

/** 15. A list holds each patient of its parts once, however often and in whatever order they came. */
export function listIsWhole({ mirror, story }: Evidence): Faults {
  const list = mirror.get("snapshot", listId(bulk.list));
  if (!list) return [];
  const parts = story.events.filter((e) => e.do === "bulk" && e.what === "part");
  const named = new Set(parts.flatMap((e) => ("people" in e ? e.people : [])));
  const firstAt = new Date(Date.parse(story.start) + Math.min(...parts.map((e) => e.atMs))).toISOString();
  const people = mirror.all("patient").filter(({ data }) => named.has(data.reference ?? ""));
  const before = new Set(
    mirror.changes.flatMap(({ after: { id, event } }) =>
      event.type === "patient.created" && event.at < firstAt ? [id] : [],
    ),
  );
  const sure = people.filter(({ id }) => before.has(id)).length;
  const { total } = list.data;
  return total >= sure && total <= people.length
    ? []
    : [`the list has ${total} patients, of ${sure} to ${people.length} who are in its parts`];
}

/** 15. A campaign that is only looked at plans nothing, and everybody of its list is looked at once. */
export function lookingPlansNothing({ mirror }: Evidence): Faults {
  const planned = mirror.all("outreach").filter(({ data }) => data.campaign?.id === bulk.campaign);
  const looks = mirror
    .all("operation")
    .filter(({ data }) => data.type === "dry-run" && data.status === "done");
  const uneven = looks.flatMap(({ id, data: { parts = 0, total } }) => {
    const found = Array.from({ length: parts }, (_, n) => mirror.get("part", partId(id, n))?.data);
    const { looked } = summed(found.flatMap((part) => part ?? []));
    return (looked ?? 0) === total ? [] : [`${id} looked at ${looked} of ${total}`];
  });
  return [...planned.map(({ id }) => `${id} was planned by a look`), ...uneven];
}
