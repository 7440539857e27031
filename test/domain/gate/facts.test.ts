import { describe, expect, it } from "vitest";
import { gateFacts } from "#lib/domain/gate/facts.ts";
import type { GateFacts } from "#lib/domain/gate/gate.ts";
import type { Situation } from "#lib/domain/gate/situation.ts";
import { type Override, withMuted } from "#lib/domain/reach/reach.ts";
import type { Channel } from "#lib/domain/words.ts";
import {
  anOutreach,
  aPolicy,
  aReach,
  aSituation,
  aTemplate,
  aTuesday,
  enrollmentId,
  hours,
  later,
} from "#test/support/builders.ts";

const unremarkable: GateFacts = {
  ...{ now: aTuesday, channel: "sms", purpose: "care", privacy: "limited", consent: "implied" },
  ...{ openAt: aTuesday, dayUsed: 0, dayCap: 1, weekUsed: 0, weekCap: 3 },
};
const seen = (more: Partial<Situation> = {}, channel: Channel | undefined = "sms") =>
  gateFacts(aSituation(more), channel);
const active = { status: "active" } as const;
const ofRun = anOutreach({ enrollmentId });
const inAnHour = later(aTuesday, hours(1));

describe("what the gate is told", () => {
  it.each<[string, Partial<Situation>, Partial<GateFacts>]>([
    ["of a message that may leave, no more than it must know", {}, {}],
    ["of a run that goes on, nothing", { outreach: ofRun, enrollment: active }, {}],
    [
      "of a run that stands still, how",
      { outreach: ofRun, enrollment: { status: "paused" } },
      { enrollment: "paused" },
    ],
    ["of a run that is gone, that it is missing", { outreach: ofRun }, { enrollment: "missing" }],
    ["of its end, when that is", { outreach: anOutreach({ expiresAt: inAnHour }) }, { expiresAt: inAnHour }],
    [
      "of what was cancelled since it was read, that",
      { outreach: anOutreach({ status: "cancelled" }) },
      { cancelled: true },
    ],
    [
      "of an answer to an address that is a machine's, that",
      {
        outreach: anOutreach({ inReplyTo: "msg_1" }),
        reach: withMuted(aReach(), ["cp-sms"], { until: inAnHour, by: "msg_0" }),
      },
      { reply: true, robot: true },
    ],
    ["of switches that are on, nothing", { paused: { everything: false, journey: false } }, {}],
    [
      "of everything paused, when to ask again: in a quarter of an hour",
      { paused: { everything: true, journey: false } },
      { customerPaused: later(aTuesday, hours(0.25)) },
    ],
    [
      "of a journey paused, the same",
      { paused: { everything: false, journey: true } },
      { journeyPaused: later(aTuesday, hours(0.25)) },
    ],
    [
      "of a campaign paused, when to ask again: in an hour",
      { campaign: "paused" },
      { campaign: "paused", campaignAsks: inAnHour },
    ],
  ])("%s", (_, more, told) => {
    expect(seen(more)).toStrictEqual({ ...unremarkable, ...told });
  });

  it("of no channel at all, that there is none and no address on it", () => {
    const { channel, address, consent, off } = gateFacts(aSituation(), undefined);
    expect({ channel, address, consent, off }).toEqual({ channel: "none", address: "none", consent: "none" });
  });
});

describe("words for the patient", () => {
  const written = (channel: Channel, language: string) =>
    seen({ template: aTemplate({ variants: [{ channel, language, subject: "x", body: "x" }] }) });

  it("are missing where they are in another language, or for another channel alone", () => {
    expect(written("sms", "en").variantMissing).toBeUndefined();
    expect([written("sms", "vi"), written("email", "en")].map((f) => f.variantMissing)).toEqual([true, true]);
  });

  it("are asked of no template that is gone, on WhatsApp either", () => {
    const { templateGone, conversationOver } = seen({ template: undefined }, "whatsapp");
    expect([templateGone, conversationOver]).toEqual([true, undefined]);
  });
});

describe("rules that somebody set aside", () => {
  const until = later(aTuesday, 1);
  it.each<[string, Override[], string | undefined]>([
    ["hold for this message", [{ rule: "daily_budget", until, outreachId: anOutreach().id }], "daily_budget"],
    ["do not hold for another", [{ rule: "daily_budget", until, outreachId: "out_2" }], undefined],
    ["hold for all messages", [{ rule: "daily_budget", until }], "daily_budget"],
    ["do not hold from their end on", [{ rule: "daily_budget", until: aTuesday }], undefined],
    [
      "are told by commas",
      [
        { rule: "displaced", until },
        { rule: "daily_budget", until },
      ],
      "displaced,daily_budget",
    ],
  ])("%s", (_, overrides, told) => {
    expect(seen({ reach: aReach({ overrides }) })).toStrictEqual({
      ...unremarkable,
      ...(told && { overridden: told }),
    });
  });
});

describe("a channel that the customer does not have", () => {
  it("is off, and another is not", () => {
    const policy = aPolicy({ channels: ["email"] });
    expect([seen({ policy }).off, seen({ policy }, "email").off]).toEqual([true, undefined]);
  });
});
