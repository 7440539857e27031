import { expect, it } from "vitest";
import { losers, louder, winnersOver } from "#lib/domain/journey/beside.ts";
import type { JourneyDraft, JourneyVersion } from "#lib/domain/journey/definition.ts";
import { journeyOf } from "#test/support/journeys.ts";

const with_: JourneyDraft["with"] = [
  { journey: "weaker", rule: "wins" },
  { journey: "louder", rule: "merge" },
  { journey: "neighbour", rule: "both" },
];
const draft = journeyOf({ a: { do: "end", outcome: "done" } }, { with: with_ });
const { with: _, ...alone } = draft;
const published = (id: string, definition: JourneyDraft): JourneyVersion => ({
  id,
  version: 1,
  status: "published",
  definition,
});

it("a journey ends those that it wins over, and keeps silent beside those that it merges with", () => {
  expect([losers(draft), louder(draft)]).toEqual([["weaker"], ["louder"]]);
});

it("a journey that says nothing of others ends none and keeps silent beside none", () => {
  expect([losers(alone), louder(alone)]).toEqual([[], []]);
});

it("whether one may begin is said by those that win over it, by their ids", () => {
  const journeys = [published("strong", draft), published("mild", alone)];
  expect(winnersOver("weaker", journeys)).toEqual(["strong"]);
  expect(winnersOver("louder", journeys)).toEqual([]);
});
