import type { JourneyDraft, JourneyVersion } from "./definition.ts";

const named = ({ with: beside }: JourneyDraft, rule: "wins" | "merge"): string[] =>
  beside?.filter((one) => one.rule === rule).map(({ journey }) => journey) ?? [];

/** Journeys that this one ends when it begins. */
export const losers = (definition: JourneyDraft): string[] => named(definition, "wins");

/** Journeys while which run this one keeps silent. */
export const louder = (definition: JourneyDraft): string[] => named(definition, "merge");

/** Journeys while which run this one does not begin: they say so, not this one. */
export const winnersOver = (id: string, journeys: JourneyVersion[]): string[] =>
  journeys.filter(({ definition }) => losers(definition).includes(id)).map((journey) => journey.id);
