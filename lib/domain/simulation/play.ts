import { begin } from "../journey/advance.ts";
import { matches } from "../journey/matches.ts";
import { reachOf, withVisit } from "../reach/reach.ts";
import { addDuration, durationMs } from "../time/time.ts";
import type { Instant } from "../words.ts";
import { factsOf, type Life, later, note, type Stage } from "./life.ts";
import type { Person } from "./people.ts";
import { adopt, tell } from "./turn.ts";
import { happen } from "./world.ts";

/** A journey that does this much for one patient goes round without end. */
const mostHappenings = 5000;

/** When the n-th patient's journey begins, spread as they would come in. */
export function beginningOf(n: number, { start, spread, seed }: Stage["settings"]): Instant {
  const share = ((n * 7919 + seed) % 1000) / 1000;
  return new Date(Date.parse(start) + Math.round(durationMs(spread) * share)).toISOString();
}

/** Plays the journey for one person, over the very functions that run it for real, to the end of the simulation. */
export function play(stage: Stage, person: Person, n: number): Life {
  const life = born(stage, person, n);
  const until = addDuration(stage.settings.start, `P${stage.settings.days}D`, "UTC");
  if (enrolls(life)) later(life, life.now, () => enroll(life));
  else note(life, "not enrolled");
  for (let done = 0; life.agenda[0] && life.agenda[0].at <= until; done++) {
    if (done >= mostHappenings) {
      life.faults.push("it goes on without end");
      break;
    }
    const next = life.agenda.shift() as Life["agenda"][number];
    life.now = next.at;
    next.run();
  }
  life.now = until;
  return life;
}

function born(stage: Stage, { patient, appointment, fact, ...known }: Person, n: number): Life {
  const now = beginningOf(n, stage.settings);
  const reach = known.reach ?? reachOf(undefined, patient, {});
  return {
    ...stage,
    n,
    now,
    patient,
    reach: appointment ? withVisit(reach, appointment, now) : reach,
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
    agenda: [],
    order: 0,
  };
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
  note(life, "enrolled");
  const facts = factsOf(life);
  const from = { patientId: life.patient.id, subject: subjectOf(life), facts, now: life.now };
  adopt(life, begin(life.definition, 1, from));
  happen(life, "begin", tell);
  if (life.appointment?.start) happen(life, "visit", tell, visitOrNow(life.appointment.start, life.now));
}

const visitOrNow = (start: Instant, now: Instant): Instant => (start > now ? start : now);
