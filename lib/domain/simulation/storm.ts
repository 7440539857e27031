import type { Fault } from "../errors.ts";
import type { JourneyDraft } from "../journey/definition.ts";
import type { Policy } from "../policy/policy.ts";
import { localWeek } from "../time/time.ts";
import type { Instant } from "../words.ts";
import { madeUpPeople, playOf, templatesNamed } from "./request.ts";
import { SimulationRequest } from "./schemas.ts";
import { livesOf } from "./simulate.ts";

const patients = 20;

/**
 * A journey that wants to say more in a week than the budget lets leave strands its own later messages, and those of
 * other journeys. Played for a few made-up patients who are held by no budget; one nobody would enter says nothing.
 */
export function stormWarnings(definition: JourneyDraft, policy: Policy, now: Instant): Fault[] {
  const free = { ...policy, budget: { perDay: 50, perWeek: 200 } };
  const anyone = { ...definition, enrollWhen: { event: definition.enrollWhen.event } };
  const request = SimulationRequest.parse({ patients, days: 60, undelivered: 0 });
  const stage = playOf(
    { definition: anyone, templates: templatesNamed(definition, []), policy: free, now },
    request,
  );
  const most = Math.max(
    0,
    ...livesOf(stage, madeUpPeople(request, stage)).flatMap(({ sent, patient: { timeZone } }) => {
      const metered = sent.filter((one) => one.metered);
      return [...Map.groupBy(metered, ({ at }) => localWeek(at, timeZone)).values()].map(
        (week) => week.length,
      );
    }),
  );
  if (most <= policy.budget.perWeek) return [];
  const detail = `It may want to say ${most} things to a patient in one week; the policy lets ${policy.budget.perWeek} leave, and holds the rest.`;
  return [{ pointer: "/steps", detail }];
}
