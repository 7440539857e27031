import { describe, expect, it } from "vitest";
import type { Outreach } from "#lib/domain/outreach/outreach.ts";
import { mayBeOf, releaseAt } from "#lib/domain/outreach/release.ts";
import { journeySwitch } from "#lib/domain/switch.ts";
import { anOutreach, aTuesday, enrollmentId } from "#test/support/builders.ts";

const journey = { id: "reminder", version: 3 };
const run = { enrollmentId, journey };
const held = (reason: string, more: Partial<Outreach> = {}) =>
  anOutreach({ status: "held", reason, ...more });

describe("what the end of a pause lets go", () => {
  const reminder = journeySwitch("reminder");
  it.each<[string, string, Outreach, boolean]>([
    ["everything, what it held", "everything", held("paused_by_customer"), true],
    ["everything, but what waits for its hour", "everything", held("quiet_hours"), false],
    ["everything, but what a journey's pause holds", "everything", held("journey_paused", run), false],
    [
      "everything, but what has left since",
      "everything",
      { ...held("paused_by_customer"), status: "sent" },
      false,
    ],
    ["a journey, what it held", reminder, held("journey_paused", run), true],
    ["a journey, but another's", journeySwitch("recall"), held("journey_paused", run), false],
    ["a journey, but what is of none", reminder, held("journey_paused"), false],
    ["a journey, but what waits for its hour", reminder, held("quiet_hours", run), false],
    ["a campaign, what may be of its runs", "campaign:flu", held("campaign_paused", run), true],
    ["a campaign, but what is of no run", "campaign:flu", held("campaign_paused"), false],
    ["a campaign, but what waits for its hour", "campaign:flu", held("quiet_hours", run), false],
  ])("of %s: %s", (_, target, outreach, mayBe) => {
    expect(mayBeOf(target, outreach)).toBe(mayBe);
  });

  it("leaves after every process obeys, and a hundred a second at most from all eight shards", () => {
    const waits = [0, 1, 2, 100].map((n) => Date.parse(releaseAt(aTuesday, n)) - Date.parse(aTuesday));
    expect(waits).toEqual([10_000, 10_080, 10_160, 18_000]);
  });
});
