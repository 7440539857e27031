import { describe, expect, it } from "vitest";
import { part2Notice } from "#lib/domain/consent/part2.ts";
import { gateFacts } from "#lib/domain/gate/facts.ts";
import { gate } from "#lib/domain/gate/gate.ts";
import type { Situation } from "#lib/domain/gate/situation.ts";
import { withConsent } from "#lib/domain/reach/consents.ts";
import { withStop } from "#lib/domain/reach/reach.ts";
import { understand } from "#lib/domain/reply/understand.ts";
import { aConsent, anOutreach, aPolicy, aReach, aTemplate, aTuesday, later } from "#test/support/builders.ts";

const situation = (more: Partial<Situation> = {}): Situation => ({
  outreach: anOutreach(),
  reach: aReach(),
  policy: aPolicy(),
  template: aTemplate(),
  enrollment: { status: "active" },
  now: aTuesday,
  ...more,
});
const said = (more: Partial<Situation>) => {
  const { verdict, reason } = gate(gateFacts(situation(more), "sms"));
  return reason ?? verdict;
};
const stopped = withStop(aReach(), ["cp-sms"], "all");

/** What the rules say in their own numbers. Keyword lists of providers and RFC 8058 are held by the tests of reply and email. */
describe("47 CFR 64.1200", () => {
  it.each(["stop", "quit", "end", "revoke", "opt out", "cancel", "unsubscribe"])(
    "(a)(10): %s revokes",
    (word) => {
      for (const text of [word, word.toUpperCase(), `${word}.`, ` ${word} `])
        expect(understand(text, { asked: ["confirmed", "declined"] }).meaning).toBe("stop");
    },
  );
  it.each<[string, Partial<Situation>, string]>([
    ["(a)(10): a STOP revokes every class of message to it", { reach: stopped }, "opted_out"],
    ["(a)(10): safety too", { reach: stopped, outreach: anOutreach({ purpose: "safety" }) }, "opted_out"],
    ["(a)(11): an answer too", { reach: stopped, outreach: anOutreach({ inReplyTo: "msg" }) }, "opted_out"],
    [
      "(a)(12): but one confirmation",
      { reach: stopped, outreach: anOutreach({ confirmsStop: true }) },
      "send",
    ],
    [
      "(a)(12): within five minutes",
      {
        reach: stopped,
        outreach: anOutreach({ confirmsStop: true, expiresAt: aTuesday }),
        now: later(aTuesday, 1),
      },
      "expired",
    ],
    [
      "(a)(10): a consent revoked by any other means",
      { reach: withConsent(aReach(), aConsent({ state: "revoked", source: "call" })) },
      "no_consent",
    ],
    ["(f)(9): marketing without a consent", { outreach: anOutreach({ purpose: "marketing" }) }, "no_consent"],
    [
      "(f)(9): marketing with an unwritten one",
      {
        outreach: anOutreach({ purpose: "marketing" }),
        reach: withConsent(aReach(), aConsent({ purpose: "marketing" })),
      },
      "no_consent",
    ],
    [
      "(f)(9): marketing in writing",
      {
        outreach: anOutreach({ purpose: "marketing" }),
        reach: withConsent(aReach(), aConsent({ purpose: "marketing", written: true, wording: "mkt-2" })),
      },
      "send",
    ],
  ])("%s", (_, more, answer) => {
    expect(said(more)).toBe(answer);
  });
});

describe("42 CFR Part 2", () => {
  it("2.32(a)(2): the short notice, as amended 89 FR 12472", () => {
    expect(part2Notice).toBe("42 CFR part 2 prohibits unauthorized use or disclosure of these records.");
  });
  it.each(["sms", "voice", "push", "email"] as const)(
    "no record of it on %s, whatever was consented to",
    (channel) => {
      const reach = withConsent(aReach(), aConsent({ channel: "all", part2: true, written: true }));
      const template = aTemplate({ variants: [{ channel, language: "en", body: "x" }] });
      const policy = aPolicy({ channels: [channel] });
      const outreach = anOutreach({ privacy: "part2" });
      expect(gate(gateFacts(situation({ outreach, reach, template, policy }), channel)).verdict).toBe("drop");
    },
  );
});
