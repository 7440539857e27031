import { overrideRules } from "#lib/usecases/outreach/override.ts";
import { hour } from "../events.ts";
import { type Concern, someTime, staff } from "./concern.ts";

export type OverrideEvent = { do: "override"; person: string; rules: Rule[]; forMs: number };
type Rule = Parameters<typeof overrideRules>[2]["rules"][number];

/** Staff set a rule of amount aside for a patient, for a while. */
export const overrides: Concern = {
  share: 10,

  happenings(all, context) {
    const { random } = context;
    return Array.from({ length: 1 + random.below(2) }, () => ({
      do: "override" as const,
      atMs: someTime(context),
      person: random.pick(all).reference,
      rules: random.pick<Rule[]>([
        ["daily_budget"],
        ["weekly_budget", "daily_budget"],
        ["displaced"],
        ["near_duplicate", "circuit_open"],
      ]),
      forMs: hour + random.below(40 * hour),
    }));
  },

  work(event, { patientId, world: { clock, witness } }) {
    if (event.do !== "override") return undefined;
    const { rules, person, forMs } = event;
    const untilMs = clock.ms + forMs;
    witness.evidence.aside.push({ patientId: patientId(person), rules, fromMs: clock.ms, untilMs });
    const until = new Date(clock.ms + forMs).toISOString();
    return (core) => overrideRules(core, patientId(person), { rules, until, reason: "sim" }, staff);
  },
};
