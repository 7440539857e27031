import { isOpen } from "#lib/domain/outreach/outreach.ts";
import { reconcile } from "#lib/usecases/schedule/reconcile.ts";
import { sweep } from "#lib/usecases/schedule/sweep.ts";
import { day, hour, type Story } from "./events.ts";
import { atEveryStep, type InvariantNumber, invariants } from "./invariants.ts";
import { noneIsDeaf } from "./of-ends.ts";
import { Outside } from "./outside.ts";
import { answering } from "./replies.ts";
import { Restless, World, type WorldOptions } from "./world.ts";

type Rule = (typeof invariants)[InvariantNumber];
export type Broken = { invariant: InvariantNumber; faults: string[]; call: number; at: string };

export type Played = {
  broken: Broken[];
  calls: number;
  left: number;
  enrollments: number;
  /** What of the story there was to see: statuses of outreaches. */
  fates: Record<string, number>;
};

const all = Object.keys(invariants).map(Number) as InvariantNumber[];

/** The schedules' functions come this often; they are skipped while the table has nothing for them. */
const tickMs = 15 * 60_000;
const calmTickMs = hour;

/** Plays a story to its end and then, with nothing going wrong any more, until all has come to rest. */
export async function play(story: Story, options: WorldOptions = {}): Promise<Played> {
  const world = await World.begin(story, options);
  const { clock, witness, faults } = world;
  const outside = new Outside(world);
  const manners = new Map(story.people.map((p) => [p.reference, p.manner]));
  const answer = answering(world, manners);
  const broken = new Map<InvariantNumber, Broken>();
  const ask = (invariant: InvariantNumber, rule: Rule = invariants[invariant]): void => {
    witness.evidence.nowMs = clock.ms;
    const found = broken.has(invariant) ? [] : rule(witness.evidence);
    if (found.length > 0)
      broken.set(invariant, { invariant, faults: found, call: world.tasks.calls, at: clock.now() });
  };
  const look = (which: readonly InvariantNumber[]): void => {
    for (const invariant of which) ask(invariant);
  };
  world.onLeft = (envelope) => {
    look(atEveryStep);
    answer(envelope);
    outside.left(envelope);
  };
  const startMs = clock.ms;
  for (const event of story.events) clock.at(startMs + event.atMs, async () => outside.happens(event));
  tick(world, options, () => ask(6, noneIsDeaf));

  const rest = async (ms: number, which: readonly InvariantNumber[]): Promise<void> => {
    await world.run(new Date(clock.ms + ms).toISOString());
    gather(world);
    witness.evidence.audit = world.auditLines();
    look(which);
  };
  try {
    await world.run(new Date(startMs + story.lengthMs).toISOString());
    faults.calm = true;
    outside.settles();
    // A day later journeys still wait; what waits must wait for something. In the end, all has come to its end.
    if (broken.size === 0) await rest(day + hour, [6, 9, 10]);
    if (broken.size === 0) await rest(70 * day, []);
    // Of whoever may have one message a week, as many weeks as they were sent messages.
    for (let weeks = 0; weeks < mostWeeks && isAnyHeld(world); weeks++) await rest(7 * day, []);
    if (broken.size === 0) await rest(hour, all);
  } catch (error) {
    if (!(error instanceof Restless)) throw error;
    ask(6, () => [`it never comes to rest: ${error.message}`]);
  }
  const { left } = witness.evidence;
  const fates: Record<string, number> = {};
  for (const { data } of world.mirror.all("outreach")) fates[data.status] = (fates[data.status] ?? 0) + 1;
  return {
    broken: [...broken.values()],
    calls: world.tasks.calls,
    left: left.length,
    enrollments: world.mirror.all("enrollment").length,
    fates,
  };
}

const mostWeeks = 20;
const isAnyHeld = ({ mirror }: World): boolean =>
  mirror.all("outreach").some(({ data }) => data.status === "held");

/** How the executions stand, and what got stuck. */
function gather(world: World): void {
  const { evidence } = world.witness;
  evidence.stuck = world.stream.stuck;
  evidence.executions = new Map();
  // A later generation is told after the one before it.
  for (const { name, status, waiting, error } of world.machine.executions())
    evidence.executions.set(world.mirror.get("enrollment", name) ? name : name.replace(/-\d+$/, ""), {
      status,
      until: waiting?.until,
      token: waiting?.token !== undefined,
      error: error?.Cause,
    });
}

/** Sweep and reconcile, as their schedules call them. */
function tick(world: World, options: WorldOptions, look: () => void): void {
  const { clock, mirror, tasks } = world;
  clock.in(world.faults.calm ? calmTickMs : tickMs, async () => {
    tick(world, options, look);
    if (!world.faults.calm) {
      gather(world);
      look();
    }
    const open = mirror
      .all("outreach")
      .filter((o) => isOpen(o.data))
      .map((o) => Date.parse(o.data.dueAt) - clock.ms);
    if (open.some((ms) => ms > 0)) await tasks.run("sweep", () => sweep(world.engine("schedule")));
    if (open.some((ms) => ms < 0) && !options.plant?.withoutReconciler)
      await tasks.run("reconcile", () => reconcile(world.engine("schedule")));
  });
}
