import { Refusal } from "#lib/domain/errors.ts";
import type { JourneyDraft } from "#lib/domain/journey/definition.ts";
import { landing, type Mapping, migrated, type Versioned } from "#lib/domain/journey/migrate.ts";
import {
  counted,
  type Migration,
  type MigrationPreview,
  mostProblems,
  undoWindow,
} from "#lib/domain/journey/migration.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import { addDuration } from "#lib/domain/time/duration.ts";
import type { Ports } from "#lib/ports.ts";
import { type By, findHead, versionId } from "../authoring/content.ts";
import { journeys } from "../authoring/journeys.ts";
import { loadJourney } from "../config.ts";
import { loadFacts } from "../enrollments/subject.ts";
import { find } from "../read/find.ts";
import { retried } from "../retry.ts";
import { bringBack, type Came, migrateRun } from "./migrate-run.ts";

type Needs = Pick<Ports, "records" | "clock" | "log" | "ids">;
export type MigrationRequest = { to?: number | undefined; mapping: Mapping };

const batch = 25;
/** More runs than this are counted by the migration itself, and not while a caller waits. */
const mostPreviewed = 1000;

/** Throws `not_found`, `wrong_state` (nothing is published), `validation_failed` (a step that the version lacks). */
async function targetOf(
  ports: Needs,
  journeyId: string,
  { to, mapping }: MigrationRequest,
): Promise<Versioned> {
  const head = await findHead(ports, journeys, journeyId);
  const version = to ?? head.data.published;
  if (version === undefined) throw new Refusal("wrong_state", "Nothing of it is published.");
  const { data } = await find(ports.records, "journey", versionId(journeyId, version));
  const wrong = Object.entries(mapping).filter(([, step]) => !data.definition.steps[step]);
  if (wrong.length > 0)
    throw new Refusal(
      "validation_failed",
      undefined,
      wrong.map(([from, step]) => ({
        pointer: `/mapping/${from}`,
        detail: `Version ${version} has no step "${step}".`,
      })),
    );
  return { version, definition: data.definition };
}

/** Who would land where, who cannot, and what would be sent. Nothing is touched. */
export async function previewMigration(
  ports: Needs,
  journeyId: string,
  request: MigrationRequest,
): Promise<MigrationPreview> {
  const to = await targetOf(ports, journeyId, request);
  const landings = new Map<string, MigrationPreview["landings"][number]>();
  const messages: Record<string, number> = {};
  const came: Came[] = [];
  let cursor: string | undefined;
  do {
    const page = await pageOf(ports, journeyId, cursor);
    for (const { id, data } of page.items) {
      const from = await loadJourney(ports, journeyId, data.journey.version);
      const where = from && landing(data, from.definition, to, request.mapping);
      if (!where || where.lands === "cannot") {
        const reason = where?.reason ?? "no_version";
        came.push({
          enrollmentId: id,
          came: reason,
          problem: isProblem(reason),
          ...(data.step && { step: data.step }),
        });
        continue;
      }
      const key = `${data.step}>${where.step}>${where.lands}`;
      const known = landings.get(key) ?? {
        from: data.step ?? "",
        to: where.step,
        lands: where.lands,
        runs: 0,
      };
      landings.set(key, { ...known, runs: known.runs + 1 });
      for (const template of await said(ports, from.definition, data, to, request.mapping))
        messages[template] = (messages[template] ?? 0) + 1;
    }
    cursor = page.cursor;
  } while (cursor && runsIn(landings) + came.length < mostPreviewed);
  const { counts: cannot, problems } = counted({ counts: {}, problems: [] }, came);
  return {
    journeyId,
    to: to.version,
    runs: runsIn(landings) + came.length,
    landings: [...landings.values()],
    messages,
    cannot,
    problems: problems.slice(0, mostProblems),
    complete: cursor === undefined,
  };
}

const isProblem = (reason: string): boolean => reason !== "ended" && reason !== "there_already";
const runsIn = (landings: Map<string, { runs: number }>): number =>
  [...landings.values()].reduce((sum, { runs }) => sum + runs, 0);

const pageOf = ({ records }: Needs, journeyId: string, cursor: string | undefined) =>
  records.list({ kind: "enrollment", of: "journey", journeyId }, { limit: batch, ...(cursor && { cursor }) });

/** Templates that a run would have sent by being moved. */
async function said(
  ports: Needs,
  definition: JourneyDraft,
  before: Stored<"enrollment">["data"],
  to: Versioned,
  mapping: Mapping,
): Promise<string[]> {
  const facts = await loadFacts(ports, before, { definition: to.definition, told: [] });
  const turn = facts && migrated({ definition, before, facts, now: ports.clock.now() }, to, mapping);
  return (turn?.effects ?? []).flatMap((effect) => (effect.do === "plan-outreach" ? [effect.template] : []));
}

/** Begins it; the stream works through it (react.ts). */
export async function startMigration(
  ports: Needs,
  journeyId: string,
  request: MigrationRequest,
  by: By,
): Promise<Migration> {
  const to = await targetOf(ports, journeyId, request);
  const now = ports.clock.now();
  const data: Migration = {
    id: `${journeyId}~${ports.ids.unique()}`,
    journeyId,
    to: to.version,
    mapping: request.mapping,
    status: "running",
    counts: {},
    problems: [],
    startedAt: now,
    undoUntil: addDuration(now, undoWindow, "UTC"),
  };
  const event = { type: "migration.started" as const, at: now, ...by };
  await ports.records.save([{ kind: "migration", id: data.id, expect: 0, data, event }]);
  return data;
}

/** Brings back every run that nothing has happened to since. Throws `not_found`, `wrong_state`. */
export const undoMigration = (ports: Needs, id: string, by: By): Promise<Migration> =>
  retried(async () => {
    const { data, version } = await find(ports.records, "migration", id);
    const now = ports.clock.now();
    if (data.status !== "done") throw new Refusal("wrong_state", `The migration is ${data.status}.`);
    if (now > data.undoUntil)
      throw new Refusal("wrong_state", "It is too late to undo it: migrate back instead.");
    const { cursor: _, endedAt: __, ...rest } = data;
    const undoing: Migration = { ...rest, status: "undoing", counts: {}, problems: [] };
    const event = { type: "migration.undone" as const, at: now, ...by };
    await ports.records.save([{ kind: "migration", id, expect: version, data: undoing, event }]);
    return undoing;
  });

/** One batch, and the record that says how far it came: its own event brings the next. A stale event does nothing. */
export async function workMigration(ports: Needs, { id, version }: Stored<"migration">): Promise<void> {
  const record = await ports.records.get("migration", id, { consistent: true });
  if (!record || record.version !== version) return;
  const { data } = record;
  if (data.status !== "running" && data.status !== "undoing") return;
  const page = await pageOf(ports, data.journeyId, data.cursor);
  const target = await find(ports.records, "journey", versionId(data.journeyId, data.to));
  const to = { version: data.to, definition: target.data.definition };
  const results: Came[] = [];
  for (const run of page.items)
    results.push(
      data.status === "running"
        ? await migrateRun(ports, run, { migrationId: id, to, mapping: data.mapping })
        : await bringBack(ports, run, id),
    );
  const { cursor: _, ...rest } = data;
  const now = ports.clock.now();
  const over = { status: data.status === "running" ? ("done" as const) : ("undone" as const), endedAt: now };
  const next: Migration = {
    ...rest,
    ...counted(data, results),
    ...(page.cursor ? { cursor: page.cursor } : over),
  };
  const event = {
    type: page.cursor ? ("migration.advanced" as const) : ("migration.ended" as const),
    at: now,
    actor: { type: "system" as const, id: "migration" },
  };
  await ports.records.save([{ kind: "migration", id, expect: version, data: next, event }]);
}
