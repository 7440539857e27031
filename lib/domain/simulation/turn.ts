import type { News } from "../enrollment.ts";
import { advance } from "../journey/advance.ts";
import type { Turn } from "../journey/effects.ts";
import { carryOut } from "./carry-out.ts";
import { factsOf, type Life, later, note, type Tell } from "./life.ts";

/** The enrollment hears of something, as its inbox would tell it; one that has ended hears nothing. */
export function tell(life: Life, news: Tell): void {
  if (life.enrollment?.status !== "active") return;
  const seq = ++life.seq;
  takeTurn(life, [{ ...news, seq, at: life.now, key: `simulated-${seq}` }]);
}

function takeTurn(life: Life, news: News[]): void {
  if (!life.enrollment) return;
  adopt(life, advance(life.definition, life.enrollment, factsOf(life), news, life.now));
}

/** Keeps what a turn came to, and does what it asks. */
export function adopt(life: Life, { enrollment, effects }: Turn): void {
  noteSteps(life, enrollment.visits);
  life.enrollment = enrollment;
  for (const effect of effects) carryOut(life, effect, tell);
  if (life.enrollment !== enrollment) return;
  if (enrollment.status === "ended") {
    note(life, "ended", `${enrollment.outcome} (${enrollment.reason})`);
    return;
  }
  const { wakeAt } = enrollment;
  if (!wakeAt || wakeAt <= life.now) {
    life.faults.push(`at step ${enrollment.step} it waits without a deadline`);
    return;
  }
  later(life, wakeAt, () => {
    if (life.enrollment?.status === "active" && life.enrollment.wakeAt === wakeAt) takeTurn(life, []);
  });
}

/** Each entry into a step, in the order of the trail. */
function noteSteps(life: Life, visits: Record<string, number>): void {
  const before = life.enrollment?.visits ?? {};
  for (const [step, times] of Object.entries(visits))
    for (let n = before[step] ?? 0; n < times; n++) {
      life.entered.push(step);
      note(life, "step", step);
    }
}
