import { begin } from "../journey/advance.ts";
import { losers } from "../journey/beside.ts";
import { endNow } from "../journey/control.ts";
import { matches } from "../journey/matches.ts";
import { reachOf, withVisit } from "../reach/reach.ts";
import { addDuration, durationMs } from "../time/duration.ts";
import { plusMs } from "../time/instant.ts";
import type { Instant } from "../words.ts";
import { factsOf, type Life, later, note, running, type Stage } from "./life.ts";
import type { Person } from "./people.ts";
import { adopt, tell } from "./turn.ts";
import { happen } from "./world.ts";

/** A journey that does this much for one patient goes round without end. */
const mostHappenings = 5000;

/** When the n-th patient's journey begins, spread as they would come in. */
export function beginningOf(n: number, { start, spread, seed }: Stage["settings"]): Instant {
  const share = ((n * 7919 + seed) % 1000) / 1000;
  return plusMs(start, Math.round(durationMs(spread) * share));
}

/**
 * Plays journeys for one person, over the very functions that run them for real, to the end of the simulation: side by
 * side in the order of time, with one reach and so one budget. `person` is what each journey is about.
 */
export function play(parts: { stage: Stage; person: Person }[], n: number): Life[] {
  const lives = parts.map(({ stage, person }) => born(stage, person, n));
  share(lives);
  const { start, days } = (lives[0] as Life).settings;
  const until = addDuration(start, `P${days}D`, "UTC");
  for (const life of lives)
    if (enrolls(life)) life.begin();
    else note(life, "not enrolled");
  for (let life = next(lives, until), done = 0; life; life = next(lives, until), done++) {
    if (done >= mostHappenings * lives.length) {
      life.faults.push("it goes on without end");
      break;
    }
    const happening = life.agenda.shift() as Life["agenda"][number];
    life.now = happening.at;
    happening.run();
  }
  for (const life of lives) life.now = until;
  return lives;
}

/** Whose turn it is: of those on one instant the first journey's. */
const next = (lives: Life[], until: Instant): Life | undefined =>
  lives.reduce<Life | undefined>((first, life) => {
    const at = life.agenda[0]?.at;
    if (at === undefined || at > until) return first;
    return first === undefined || at < (first.agenda[0]?.at as Instant) ? life : first;
  }, undefined);

/** What is the patient's own is one for all their journeys. */
function share(lives: Life[]): void {
  const [first, ...others] = lives as [Life, ...Life[]];
  first.reach = lives.reduce(
    (reach, { appointment, now }) => (appointment ? withVisit(reach, appointment, now) : reach),
    first.reach,
  );
  for (const life of lives) life.together = lives;
  for (const life of others)
    for (const what of ["patient", "reach"] as const)
      Object.defineProperty(life, what, {
        get: () => first[what],
        set: (value) => Object.assign(first, { [what]: value }),
      });
}

function born(stage: Stage, { patient, appointment, fact, ...known }: Person, n: number): Life {
  const life: Life = {
    ...stage,
    n,
    now: beginningOf(n, stage.settings),
    patient,
    reach: known.reach ?? reachOf(undefined, patient, {}),
    ...(appointment && { appointment }),
    ...(fact && { fact }),
    told: {},
    outreaches: new Map(),
    tasks: new Map(),
    staffTasks: new Map(),
    sent: [],
    lines: [],
    replies: [],
    holds: [],
    entered: [],
    faults: [],
    minutes: 0,
    asked: 0,
    seq: 0,
    together: [],
    begin: () => later(life, life.now, () => enroll(life)),
    agenda: [],
    order: 0,
  };
  return life;
}

const subjectOf = ({ definition, patient, appointment, fact }: Life) => ({
  type: definition.subject,
  id: (appointment ?? fact ?? patient).id,
});

/** Whether the journey's own rule takes this patient in, were its event to happen now. */
function enrolls(life: Life): boolean {
  const { enrollWhen } = life.definition;
  const subject = subjectOf(life);
  const type = enrollWhen.event.replace(".changed", ".updated");
  return matches(enrollWhen, factsOf(life), { type, at: life.now, ref: subject.id }, subject);
}

function enroll(life: Life): void {
  if (life.enrollment) return;
  const first = running(life, winners(life))[0];
  if (first) {
    note(life, "not enrolled", `${first.definition.id} comes first`);
    return;
  }
  note(life, "enrolled");
  const facts = factsOf(life);
  const from = { patientId: life.patient.id, subject: subjectOf(life), facts, now: life.now };
  adopt(life, begin(life.definition, 1, from));
  for (const loser of running(life, losers(life.definition))) end(loser, life.now);
  happen(life, "begin", tell);
  if (life.appointment?.start) happen(life, "visit", tell, visitOrNow(life.appointment.start, life.now));
}

const winners = ({ together, definition }: Life): string[] =>
  together.filter((one) => losers(one.definition).includes(definition.id)).map((one) => one.definition.id);

function end(life: Life, now: Instant): void {
  if (!life.enrollment) return;
  life.now = now;
  const running = { definition: life.definition, before: life.enrollment, facts: factsOf(life), now };
  adopt(life, endNow(running, "superseded"));
}

const visitOrNow = (start: Instant, now: Instant): Instant => (start > now ? start : now);
