import type { Faults } from "./allowance.ts";
import type { AskedSeen, Evidence } from "./evidence.ts";

/** Definite, and about the sender: what a second one may be asked after. */
const definite: ReadonlySet<AskedSeen["end"]> = new Set(["throttled", "account"]);

/**
 * 18. Within one attempt a second sender is asked only after a definite no that is the first's own, each is asked once, and the
 * outreach says by whom it went.
 */
export function oneAfterTheOther({ asked, mirror }: Evidence): Faults {
  const attempts = Map.groupBy(asked, ({ outreachId, attempt }) => `${outreachId} ${attempt}`);
  return [...attempts].flatMap(([key, all]) => {
    const names = all.map(({ sender }) => sender);
    if (all.slice(0, -1).some(({ end }) => !definite.has(end)))
      return [`${key} went on from ${all.map(({ sender, end }) => `${sender} (${end})`).join(" to ")}`];
    if (new Set(names).size < names.length) return [`${key} asked ${names.join()}`];
    return saysByWhom(mirror, all) ? [] : [`${key} does not say that it went by ${names.at(-1)}`];
  });
}

/** One whose sender died, or that a receipt spoke for first, knows of no way. */
function saysByWhom(mirror: Evidence["mirror"], all: AskedSeen[]): boolean {
  const last = all.at(-1) as AskedSeen;
  const known = mirror.get("outreach", last.outreachId)?.data.attempts.find(({ n }) => n === last.attempt);
  return !known?.sender || known.outcome !== "accepted" || known.sender === last.sender;
}
