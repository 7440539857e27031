import type { Enrollment } from "../enrollment.ts";
import { runOf, turnOf } from "./advance.ts";
import type { Running } from "./control.ts";
import type { JourneyDraft } from "./definition.ts";
import type { Turn } from "./effects.ts";
import { go } from "./run.ts";
import { leave, settle } from "./settle.ts";

/** Old step → new step. A step of the same name and kind needs no line: its runs stay where they are. */
export type Mapping = Record<string, string>;
export type Versioned = { version: number; definition: JourneyDraft };

export type Landing =
  | { lands: "stays" | "enters"; step: string }
  | { lands: "cannot"; reason: "ended" | "there_already" | "paused" | "no_step" };

/** Where a run would stand in the other version. */
export function landing(run: Enrollment, from: JourneyDraft, to: Versioned, mapping: Mapping): Landing {
  if (run.status === "ended") return { lands: "cannot", reason: "ended" };
  if (run.journey.version === to.version) return { lands: "cannot", reason: "there_already" };
  // What came while it was paused belongs to the version it was paused in.
  if (run.status === "paused") return { lands: "cannot", reason: "paused" };
  const here = run.step ?? "";
  const step = mapping[here] ?? here;
  const next = to.definition.steps[step];
  if (!next) return { lands: "cannot", reason: "no_step" };
  const stays = step === here && next.do === from.steps[here]?.do;
  return { lands: stays ? "stays" : "enters", step };
}

/** Why a step was entered by a migration. */
export const migratedWhy = "migrated";

/**
 * Moves a run to the other version: one that stays keeps what it has open and its deadline, one that enters another
 * step closes all of it first. Undefined where it cannot.
 */
export function migrated(running: Running, to: Versioned, mapping: Mapping): Turn | undefined {
  const { definition, before, facts, now } = running;
  const where = landing(before, definition, to, mapping);
  if (where.lands === "cannot") return undefined;
  const journey = { id: before.journey.id, version: to.version };
  if (where.lands === "stays") return { enrollment: { ...before, journey }, effects: [] };
  const leaving = runOf(definition, before, facts, now);
  leave(leaving, { why: migratedWhy });
  const { step: _, wakeAt: __, ...rest } = leaving.enrollment;
  const entering = runOf(to.definition, { ...rest, journey }, facts, now);
  settle(entering, go(where.step, migratedWhy));
  return turnOf({ ...entering, effects: [...leaving.effects, ...entering.effects] });
}

/** What is kept of a run that was migrated, to bring it back while nothing has happened to it since. */
export const placeOf = ({ journey, step = "", wakeAt, enteredAt }: Enrollment) => ({
  version: journey.version,
  step,
  enteredAt,
  ...(wakeAt && { wakeAt }),
});

/** Where a run stands now, and for the how-manieth time. */
export const standingOf = ({ step = "", visits }: Enrollment) => ({ step, visit: visits[step] ?? 0 });

/** Whether it has not taken a step since it was migrated. */
export function isUntouched(run: Enrollment): boolean {
  const { step, visit } = standingOf(run);
  return run.moved?.to.step === step && run.moved.to.visit === visit;
}

/** Brings a run back to the version and step it came from; a wait keeps the deadline it had. */
export function unmigrated(
  running: Running,
  from: Versioned,
  place: NonNullable<Enrollment["moved"]>["from"],
): Turn | undefined {
  const { step, enteredAt, wakeAt } = place;
  const turn = migrated(running, from, { [running.before.step ?? ""]: step });
  const waits = turn?.enrollment.step === step && from.definition.steps[step]?.do === "wait";
  return waits && wakeAt ? { ...turn, enrollment: { ...turn.enrollment, enteredAt, wakeAt } } : turn;
}
