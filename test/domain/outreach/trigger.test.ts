import { describe, expect, it } from "vitest";
import { type Outreach, outreachStatuses } from "#lib/domain/outreach/outreach.ts";
import { isDueBy, isGivenUp, isSilent, lostAttempt } from "#lib/domain/outreach/trigger.ts";
import { anOutreach, aTuesday, later } from "#test/support/builders.ts";

const { channel: _, ...chosenNow } = anOutreach();

describe("a trigger", () => {
  it.each<[string, Outreach, boolean]>([
    ["is its own where it is due by that channel", anOutreach(), true],
    ["is its own where no channel was chosen", chosenNow, true],
    ["is stale for a channel left behind", anOutreach({ channel: "email" }), false],
    ["is stale of an earlier plan", anOutreach({ status: "held", dueAt: later(aTuesday, 1) }), false],
  ])("%s", (_, outreach, expected) => expect(isDueBy(outreach, "sms", aTuesday)).toBe(expected));

  it.each(outreachStatuses)("of one that is %s goes on only while it is open", (status) =>
    expect(isDueBy(anOutreach({ status }), "sms", aTuesday)).toBe(status === "planned" || status === "held"),
  );

  it.each([
    ["sent", aTuesday, true],
    ["sent", later(aTuesday, 1), false],
    ["sent", undefined, false],
    ["held", aTuesday, false],
  ] as const)(
    "of one that is %s, whose silence is borne until %s, is its end: %s",
    (status, until, expected) => {
      const outreach = anOutreach({ status, ...(until && { fallbackAt: until }) });
      expect(isSilent(outreach, aTuesday)).toBe(expected);
    },
  );
});

describe("a claim without an end", () => {
  it("is given up after a minute", () => {
    expect(isGivenUp(aTuesday, later(aTuesday, 59_999))).toBe(false);
    expect(isGivenUp(aTuesday, later(aTuesday, 60_000))).toBe(true);
  });

  it("is an attempt that may have left, of the moment it was claimed", () => {
    const lost = { channel: "sms", at: aTuesday, outcome: "unknown", code: "sender_lost" } as const;
    expect(lostAttempt(anOutreach(), aTuesday)).toEqual({ n: 1, addressId: "", ...lost });
    expect(lostAttempt(anOutreach({ channel: "email" }), aTuesday).channel).toBe("email");
    expect(lostAttempt(anOutreach({ attempts: [lostAttempt(anOutreach(), aTuesday)] }), aTuesday).n).toBe(2);
  });
});
