import type { Enrollment } from "#lib/domain/enrollment.ts";
import {
  isUntouched,
  landing,
  type Mapping,
  migrated,
  placeOf,
  standingOf,
  unmigrated,
  type Versioned,
} from "#lib/domain/journey/migrate.ts";
import type { Stored } from "#lib/domain/kinds.ts";
import type { Ports } from "#lib/ports.ts";
import { loadJourney } from "../config.ts";
import { controlEnrollment } from "../enrollments/control-enrollment.ts";

type Needs = Pick<Ports, "records" | "clock" | "log">;
export type Came = { enrollmentId: string; step?: string; came: string; problem?: boolean };

const by = (cause: string) => ({ actor: { type: "system" as const, id: "migration" }, cause });

/** Moves one run. Called again for the same migration it says the same. */
export async function migrateRun(
  ports: Needs,
  { id, data }: Stored<"enrollment">,
  { migrationId, to, mapping }: { migrationId: string; to: Versioned; mapping: Mapping },
): Promise<Came> {
  const told = { enrollmentId: id, ...(data.step && { step: data.step }) };
  if (data.moved?.by === migrationId) return { ...told, came: "moved" };
  const from = await loadJourney(ports, data.journey.id, data.journey.version);
  if (!from) return { ...told, came: "no_version", problem: true };
  const where = landing(data, from.definition, to, mapping);
  if (where.lands === "cannot")
    return { ...told, came: where.reason, problem: where.reason === "no_step" || where.reason === "paused" };
  const record = await controlEnrollment(ports, id, by(migrationId), "enrollment.migrated", (running) => {
    const turn = migrated(running, to, mapping);
    if (!turn) return { enrollment: running.before, effects: [] };
    const moved = { by: migrationId, from: placeOf(running.before), to: standingOf(turn.enrollment) };
    return { ...turn, enrollment: { ...turn.enrollment, moved } };
  });
  return { ...told, came: record.data.moved?.by === migrationId ? "moved" : "changed_meanwhile" };
}

/** Brings one run back, where nothing has happened to it since. */
export async function bringBack(
  ports: Needs,
  { id, data }: Stored<"enrollment">,
  migrationId: string,
): Promise<Came> {
  const told = { enrollmentId: id, ...(data.step && { step: data.step }) };
  if (data.moved?.by !== migrationId)
    return { ...told, came: data.undone === migrationId ? "brought_back" : "not_moved" };
  if (data.status === "ended") return { ...told, came: "ended" };
  if (!isUntouched(data)) return { ...told, came: "went_on", problem: true };
  const from = await loadJourney(ports, data.journey.id, data.moved.from.version);
  if (!from) return { ...told, came: "no_version", problem: true };
  const record = await controlEnrollment(ports, id, by(migrationId), "enrollment.migrated", (running) => {
    const { moved, ...before }: Enrollment = running.before;
    const same = moved?.by === migrationId && isUntouched(running.before);
    const turn = same ? unmigrated({ ...running, before }, from, moved.from) : undefined;
    return turn
      ? { ...turn, enrollment: { ...turn.enrollment, undone: migrationId } }
      : { enrollment: running.before, effects: [] };
  });
  return { ...told, came: record.data.undone === migrationId ? "brought_back" : "went_on" };
}
