import { describe, expect, it } from "vitest";
import { emailChannel, emailClient } from "#lib/adapters/email/send.ts";
import { part2Notice } from "#lib/domain/consent/part2.ts";
import { gateFacts } from "#lib/domain/gate/facts.ts";
import { gate } from "#lib/domain/gate/gate.ts";
import type { Situation } from "#lib/domain/gate/situation.ts";
import { withConsent } from "#lib/domain/reach/consents.ts";
import { withStop } from "#lib/domain/reach/reach.ts";
import { understand } from "#lib/domain/reply/understand.ts";
import {
  aConsent,
  anOutreach,
  aPolicy,
  aReach,
  aSituation,
  aTemplate,
  aTuesday,
  later,
} from "#test/support/builders.ts";
import { captured } from "#test/support/wire.ts";
import { envelopeFor } from "../adapters/channel.contract.ts";

const said = (more: Partial<Situation>) => {
  const { verdict, reason } = gate(gateFacts(aSituation(more), "sms"));
  return reason ?? verdict;
};
const stopped = withStop(aReach(), ["cp-sms"], "all");

/** What the rules say in their own numbers and words, written down here a second time. */
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
      expect(gate(gateFacts(aSituation({ outreach, reach, template, policy }), channel)).verdict).toBe(
        "drop",
      );
    },
  );
});

describe("the keyword lists of carriers and providers", () => {
  const asked = ["confirmed", "declined", "reschedule"];
  const stop = "STOP UNSUBSCRIBE CANCEL END QUIT";
  it.each([
    ["CTIA Messaging Principles and Best Practices 5.1.3", stop],
    ["AWS End User Messaging SMS, required keywords", `${stop} ARRET OPTOUT REMOVE TD OPT-OUT`],
    ["Twilio, default opt-out keywords", `${stop} STOPALL REVOKE OPTOUT`],
    ["Telnyx, default opt-out keywords", `${stop} STOPALL`],
  ])("%s: each opts out, in any case", (_, words) => {
    for (const word of words.split(" "))
      for (const text of [word, word.toLowerCase(), ` ${word}. `])
        expect([text, understand(text, { asked }).meaning]).toEqual([text, "stop"]);
  });
  it.each([
    ["help", "HELP INFO"],
    ["start", "START UNSTOP"],
  ])("CTIA and AWS: %s by %s", (meaning, words) => {
    for (const word of words.split(" ")) expect(understand(word, { asked }).meaning).toBe(meaning);
  });
  it("YES, which some take for an opt-in, answers the visit that was asked about and starts nothing", () => {
    expect([understand("YES", { asked }).meaning, understand("YES").meaning]).toEqual([
      "confirmed",
      "unclear",
    ]);
  });
});

describe("RFC 8058", () => {
  /** What the mailbox of somebody sees and does is in test/pages/answers.test.ts. */
  it("3.1: both headers go with an email that can be unsubscribed from", async () => {
    const wire = captured({ status: 200, json: { MessageId: "m" } });
    const settings = { from: "clinic@example.org", configurationSet: "set" };
    const port = emailChannel(emailClient(wire.config), settings);
    const unsubscribeUrl = "https://clinic.example/u/abc";
    await port.send({ ...envelopeFor(port, "maria@example.org"), unsubscribeUrl });
    expect(wire.requests.map(({ input }) => input)).toMatchObject([
      {
        Content: {
          Simple: {
            Headers: [
              { Name: "List-Unsubscribe", Value: `<${unsubscribeUrl}>` },
              { Name: "List-Unsubscribe-Post", Value: "List-Unsubscribe=One-Click" },
            ],
          },
        },
      },
    ]);
  });
});
