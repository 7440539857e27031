import { expect, it } from "vitest";
import { gateFacts } from "#lib/domain/gate/facts.ts";
import { gate } from "#lib/domain/gate/gate.ts";
import { withClaim } from "#lib/domain/reach/claims.ts";
import type { Reach } from "#lib/domain/reach/reach.ts";
import { anOutreach, aPolicy, aReach, aSituation, aTuesday, days, later } from "#test/support/builders.ts";

const tuesday = { day: "2026-06-02", week: "2026-W23" };
const wednesday = { day: "2026-06-03", week: "2026-W23" };
const nextMorning = later(aTuesday, days(1));

/** One message that was throttled on Tuesday, and so took a slot of that day for nothing. */
const throttled = withClaim(aReach(), "out_1", { n: 1, at: aTuesday }, tuesday);

const first = { n: 1, channel: "sms", addressId: "cp-sms", at: aTuesday, outcome: "throttled" } as const;

const ask = (reach: Reach, id = "out_1") =>
  gate(
    gateFacts(
      aSituation({
        outreach: anOutreach({ id, attempts: id === "out_1" ? [first] : [] }),
        reach,
        policy: aPolicy({ budget: { perDay: 1, perWeek: 2 } }),
        now: nextMorning,
        by: "again",
      }),
      "sms",
    ),
  );

it("counts a message that waited over midnight on the day on which it leaves", () => {
  const left = withClaim(throttled, "out_1", { n: 2, at: nextMorning }, wednesday);
  expect(left.budget).toEqual({ day: "2026-06-03", dayUsed: 1, week: "2026-W23", weekUsed: 1 });
  expect(ask(left, "out_2")).toMatchObject({ verdict: "hold", reason: "daily_budget" });
});

it("holds it where another has that day already, and the week does not count it twice", () => {
  const taken = withClaim(throttled, "out_2", { n: 1, at: nextMorning }, wednesday);
  const { verdict, reason, facts } = ask(taken);
  expect([verdict, reason, facts.weekUsed]).toEqual(["hold", "daily_budget", 1]);
});
