import type { JourneyDraft } from "../journey/definition.ts";
import type { SimulationTotals } from "./totals.ts";

/** More than this for one patient is a storm, whatever the budget says. */
const mostForOne = 40;

/** What broke nothing and is worth a second look before publishing, in sentences for the journey's authors. */
export function surprisesIn({ steps }: JourneyDraft, totals: SimulationTotals): string[] {
  const { enrolled, messages, outcomes, active } = totals;
  if (enrolled === 0) return ["Nobody was enrolled: check the condition under which the journey begins."];
  const says = Object.values(steps).some((step) => "template" in step);
  const stopped = outcomes.stopped ?? 0;
  return [
    ...(says && messages.sent === 0 ? ["Nothing was sent to anybody."] : []),
    ...(stopped > enrolled / 4
      ? [`${stopped} of ${enrolled} were stopped where no step was left to go to: say where it goes on.`]
      : []),
    ...(active === enrolled ? ["Nobody came to an end: simulate more days, or give it one."] : []),
    ...(messages.mostForOne > mostForOne ? [`One patient got ${messages.mostForOne} messages.`] : []),
    ...totals.steps
      .filter(({ entered }) => entered === 0)
      .map(({ step }) => `Nobody came to step "${step}".`),
  ];
}
