import { describe, expect, it } from "vitest";
import type { Attempt } from "#lib/domain/outreach/outreach.ts";
import { nextAfterRefusal, nextChannel, route } from "#lib/domain/outreach/route.ts";
import { withStop } from "#lib/domain/reach/reach.ts";
import {
  anOutreach,
  aPolicy,
  aReach,
  aSituation,
  aTemplate,
  aTuesday,
  hours,
  later,
} from "#test/support/builders.ts";

const channelVariants = (["sms", "voice", "email"] as const).map((channel) => ({
  channel,
  language: "en",
  body: "Hello",
}));
const stopped = withStop(aReach(), ["cp-sms"], "all");

describe("the way an outreach takes", () => {
  it("is the channel it is on, to the healthy address", () => {
    expect(route(aSituation(), "sms")).toMatchObject({
      go: "send",
      channel: "sms",
      address: { id: "cp-sms" },
    });
  });

  it("is the next channel where only this one is barred", () => {
    expect(route(aSituation({ reach: stopped }), "sms")).toMatchObject({
      go: "reroute",
      channel: "email",
      decision: { reason: "opted_out", channel: "sms" },
    });
  });

  it("ends where every channel is barred, or the person is", () => {
    const nowhere = withStop(stopped, ["cp-email"], "all");
    expect(route(aSituation({ reach: nowhere }), "sms")).toMatchObject({
      go: "drop",
      decision: { reason: "opted_out" },
    });
    const dead = { ...aReach(), who: { ...aReach().who, deceased: true } };
    expect(route(aSituation({ reach: dead }), "sms")).toMatchObject({
      go: "drop",
      decision: { reason: "deceased" },
    });
    expect(route(aSituation({ reach: stopped }), "email")).toMatchObject({ go: "send" });
  });

  it("does not leave its channel because of the hour", () => {
    const night = later(aTuesday, hours(12));
    expect(route(aSituation({ now: night }), "sms")).toMatchObject({
      go: "hold",
      until: "2026-06-03T13:00:00.000Z",
    });
  });

  it("goes on, never back", () => {
    expect(nextChannel(aSituation(), "sms")).toBe("email");
    expect(nextChannel(aSituation(), "email")).toBeUndefined();
    expect(nextChannel(aSituation({ reach: stopped }), undefined)).toBe("email");
  });

  const refused = (code: string): Attempt => ({
    n: 1,
    channel: "sms",
    addressId: "cp-sms",
    at: aTuesday,
    outcome: "refused",
    code,
  });

  it("is a call after a number took no text because it is a landline", () => {
    const asked = aSituation({
      outreach: anOutreach({ purpose: "safety", plan: ["sms", "voice", "email"] }),
      template: aTemplate({ variants: channelVariants }),
      policy: aPolicy({ channels: ["sms", "voice", "email"] }),
    });
    expect(nextAfterRefusal(asked, refused("landline"))).toBe("voice");
    expect(nextAfterRefusal(asked, refused("address_invalid"))).toBe("email");
    expect(nextAfterRefusal(asked, refused("content"))).toBe("email");
    expect(nextAfterRefusal(asked, { ...refused(""), outcome: "throttled" })).toBeUndefined();
  });
});
