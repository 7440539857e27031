import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Reason, reasons } from "#lib/domain/gate/decision.ts";
import { gateFacts } from "#lib/domain/gate/facts.ts";
import { type GateFacts, gate, overridable } from "#lib/domain/gate/gate.ts";
import type { Situation } from "#lib/domain/gate/situation.ts";
import { withCancellation, withClaim } from "#lib/domain/reach/claims.ts";
import { withConsent } from "#lib/domain/reach/consents.ts";
import { withStop } from "#lib/domain/reach/reach.ts";
import { channels, purposes } from "#lib/domain/words.ts";
import {
  aConsent,
  anAppointment,
  anOutreach,
  aPatient,
  aPolicy,
  aReach,
  aSituation,
  aTemplate,
  aTuesday,
  days,
  hours,
  later,
  zone,
} from "#test/support/builders.ts";

const free: GateFacts = {
  now: aTuesday,
  channel: "sms",
  purpose: "care",
  privacy: "limited",
  consent: "implied",
  openAt: aTuesday,
  dayUsed: 0,
  dayCap: 1,
  weekUsed: 0,
  weekCap: 3,
};
const tomorrow = later(aTuesday, days(1));
const nextMonday = later(aTuesday, days(6));

/** For each rule the least that bars, in the order the rules are asked. */
const bars: [Reason, "drop" | "hold", Partial<GateFacts>][] = [
  ["already_claimed", "drop", { claimed: true }],
  ["deceased", "drop", { deceased: true }],
  ["patient_inactive", "drop", { inactive: true }],
  ["cancelled", "drop", { cancelled: true }],
  ["campaign_stopped", "drop", { campaign: "stopped" }],
  ["enrollment_not_active", "drop", { enrollment: "paused" }],
  ["appointment_changed", "drop", { visitChanged: true }],
  ["expired", "drop", { expiresAt: aTuesday }],
  ["template_not_published", "drop", { templateGone: true }],
  ["channel_off", "drop", { off: true }],
  ["confidential_address", "drop", { confidential: true }],
  ["no_address", "drop", { address: "none" }],
  ["template_variant_missing", "drop", { variantMissing: true }],
  ["address_unhealthy", "drop", { address: "bounced" }],
  ["opted_out", "drop", { stopped: true }],
  ["no_consent", "drop", { consent: "none" }],
  ["topic_declined", "drop", { topicDeclined: true }],
  ["privacy_class", "drop", { privacy: "phi", channel: "sms" }],
  ["no_part2_consent", "drop", { privacy: "part2", channel: "portal" }],
  ["marketing_call", "drop", { marketingCall: true }],
  ["conversation_over", "drop", { conversationOver: true }],
  ["near_duplicate", "drop", { nearDuplicate: true }],
  ["circuit_open", "drop", { circuit: "sends" }],
  ["robot_suspected", "drop", { robot: true }],
  ["campaign_paused", "hold", { campaign: "paused", campaignAsks: tomorrow }],
  ["paused_by_customer", "hold", { customerPaused: tomorrow }],
  ["journey_paused", "hold", { journeyPaused: tomorrow }],
  ["quiet_hours", "hold", { openAt: tomorrow }],
  ["weekly_budget", "hold", { weekUsed: 3, weekResets: nextMonday }],
  ["daily_budget", "hold", { dayUsed: 1, dayResets: tomorrow }],
  ["displaced", "hold", { displacedUntil: tomorrow }],
];

describe("the gate", () => {
  it("lets a message leave that nothing bars", () => {
    expect(gate(free)).toEqual({ at: aTuesday, channel: "sms", verdict: "send", facts: free });
  });

  it.each(bars)("%s: %s", (reason, verdict, facts) => {
    const decision = gate({ ...free, ...facts });
    expect(decision).toMatchObject({ verdict, reason });
    if (verdict === "hold") expect(Object.values(facts)).toContain(decision.until);
    else expect(decision).not.toHaveProperty("until");
  });

  it("names no channel where there is none", () => {
    expect(gate({ ...free, channel: "none", address: "none" })).not.toHaveProperty("channel");
  });

  it("has a case here for every reason it can give, in the order of its rules", () => {
    expect(bars.map(([reason]) => reason)).toEqual(reasons.filter((r) => r !== "render_failed"));
  });

  it("gives the first reason of those that apply", () => {
    fc.assert(
      fc.property(fc.subarray(bars, { minLength: 1 }), (some) => {
        const facts = Object.assign({ ...free }, ...some.toReversed().map(([, , more]) => more));
        expect(gate(facts).reason).toBe(some[0]?.[0]);
      }),
    );
  });

  it("makes a drop of a hold that would last past the end of its use", () => {
    const held = { ...free, openAt: tomorrow };
    expect(gate({ ...held, expiresAt: later(tomorrow, 1) })).toMatchObject({
      verdict: "hold",
      until: tomorrow,
    });
    expect(gate({ ...held, expiresAt: tomorrow })).toMatchObject({ verdict: "drop", reason: "quiet_hours" });
  });

  const amount = ["weekly_budget", "daily_budget", "displaced"];
  const timing = ["quiet_hours", "near_duplicate", ...amount];
  const switches = ["paused_by_customer", "journey_paused"];
  const exempt: [string, Partial<GateFacts>, string[]][] = [
    ["safety", { purpose: "safety" }, [...timing, ...switches]],
    ["an answer to the patient's own message", { reply: true }, timing],
    [
      "the confirmation of a STOP",
      { confirmsStop: true },
      [...timing, ...switches, "opted_out", "no_consent", "circuit_open"],
    ],
    ["what was counted before", { counted: true }, amount],
  ];
  it.each(exempt)("exempts %s from just what it may be", (_, who, from) => {
    const passed = bars.filter(([, , facts]) => gate({ ...free, ...facts, ...who }).verdict === "send");
    const also = who.purpose === "safety" ? ["no_consent", "topic_declined", "robot_suspected"] : [];
    expect(passed.map(([reason]) => reason).sort()).toEqual([...from, ...also].sort());
  });

  it("lets staff set aside rules of amount, and no other", () => {
    fc.assert(
      fc.property(fc.constantFrom(...bars), ([reason, , facts]) => {
        const { verdict } = gate({ ...free, ...facts, overridden: reasons.join() });
        expect(verdict === "send").toBe((overridable as readonly string[]).includes(reason));
      }),
    );
  });

  it("drops what its class does not wait for, and what could never leave", () => {
    const drops = { verdict: "drop", reason: "quiet_hours" };
    expect(gate({ ...free, openAt: tomorrow, dropWhenClosed: true })).toMatchObject(drops);
    expect(gate({ ...free, neverOpen: true })).toMatchObject(drops);
    expect(gate({ ...free, dropWhenClosed: true }).verdict).toBe("send");
  });

  it.each([
    ["an opted-out address", { stopped: true as const }, "opted_out"],
    ["a revoked consent", { consent: "revoked" as const }, "no_consent"],
    ["the deceased", { deceased: true as const }, "deceased"],
  ])("never lets even safety pass %s", (_, facts, reason) => {
    expect(gate({ ...free, purpose: "safety", ...facts })).toMatchObject({ verdict: "drop", reason });
  });

  it.each(["sms", "voice", "push", "email", "whatsapp"] as const)(
    "lets no PHI out on %s, but in the portal",
    (channel) => {
      expect(gate({ ...free, channel, privacy: "part2" }).reason).toBe("privacy_class");
      expect(gate({ ...free, channel: "portal", privacy: "phi" }).verdict).toBe("send");
    },
  );
});

const asked = (more: Partial<Situation> = {}, channel: "sms" | "email" | "voice" = "sms") =>
  gate(gateFacts(aSituation(more), channel));

describe("what the gate sees", () => {
  const visit = anAppointment();
  const about = { appointmentId: visit.id, fingerprint: "old", timeZone: zone };
  const dead = aReach();
  it.each<[Reason, Partial<Situation>]>([
    ["already_claimed", { reach: withClaim(aReach(), anOutreach().id, { n: 1, at: aTuesday }, undefined) }],
    ["deceased", { reach: { ...dead, who: { ...dead.who, deceased: true } } }],
    ["patient_inactive", { reach: { ...dead, who: { ...dead.who, active: false } } }],
    ["cancelled", { reach: withCancellation(aReach(), anOutreach().id, 0, aTuesday) as typeof dead }],
    ["enrollment_not_active", { enrollment: { status: "paused" } }],
    ["enrollment_not_active", { outreach: anOutreach({ enrollmentId: "enr_gone" }) }],
    ["appointment_changed", { outreach: anOutreach({ about }) }],
    ["expired", { outreach: anOutreach({ expiresAt: aTuesday }) }],
    ["template_not_published", { template: undefined }],
    ["template_not_published", { template: aTemplate({}, "retired") }],
    ["channel_off", { policy: aPolicy({ channels: ["email"] }) }],
    ["no_address", { reach: aReach({ addresses: [] }) }],
    ["template_variant_missing", { template: aTemplate({ variants: [] }) }],
    [
      "address_unhealthy",
      { reach: aReach({ addresses: [{ id: "x", channel: "sms", address: "+1", health: "landline" }] }) },
    ],
    ["opted_out", { reach: withStop(aReach(), ["cp-sms"], "all") }],
    ["opted_out", { reach: withStop(aReach(), ["cp-sms"], "appointments") }],
    ["no_consent", { reach: withConsent(aReach(), aConsent({ state: "revoked" })) }],
    ["no_consent", { policy: aPolicy({ impliedConsent: [] }) }],
    ["topic_declined", { reach: aReach({ declined: ["appointments"] }) }],
    ["privacy_class", { outreach: anOutreach({ privacy: "part2" }) }],
    ["quiet_hours", { now: later(aTuesday, hours(12)) }],
    ["quiet_hours", { reach: aReach({ hours: { from: "18:00", to: "20:00" } }) }],
    [
      "daily_budget",
      { reach: aReach({ budget: { day: "2026-06-02", dayUsed: 1, week: "2026-W23", weekUsed: 1 } }) },
    ],
    [
      "weekly_budget",
      { reach: aReach({ budget: { day: "2026-06-01", dayUsed: 1, week: "2026-W23", weekUsed: 3 } }) },
    ],
  ])("says %s", (reason, more) => {
    expect(asked(more).reason).toBe(reason);
  });

  it("holds a spent day until the next one opens, and a spent week until Monday", () => {
    const spent = (dayUsed: number, weekUsed: number) =>
      asked({ reach: aReach({ budget: { day: "2026-06-02", dayUsed, week: "2026-W23", weekUsed } }) }).until;
    expect(spent(1, 1)).toBe("2026-06-03T13:00:00.000Z");
    expect(spent(1, 3)).toBe("2026-06-08T13:00:00.000Z");
  });

  it("asks for written consent where it is marketing", () => {
    const marketing = (written: boolean) =>
      asked({
        outreach: anOutreach({ purpose: "marketing" }),
        reach: withConsent(aReach(), aConsent({ purpose: "marketing", written })),
      }).verdict;
    expect([marketing(false), marketing(true)]).toEqual(["drop", "send"]);
  });

  it("answers to the address the patient wrote from, even where that one just said STOP", () => {
    const two = aReach({
      addresses: [
        { id: "cp-a", channel: "sms", address: "+13125550101", health: "ok" },
        { id: "cp-b", channel: "sms", address: "+13125550102", health: "ok", stopped: "all" },
      ],
    });
    const answer = (more: object) =>
      asked({ reach: two, outreach: anOutreach({ inReplyTo: "msg", ...more }) });
    expect(answer({ addressId: "cp-b" }).reason).toBe("opted_out");
    expect(answer({ addressId: "cp-b", confirmsStop: true }).verdict).toBe("send");
    expect(answer({}).verdict).toBe("send");
  });

  it("lets a delivery pass that finds its own claim, and nobody else", () => {
    const reach = withClaim(aReach(), anOutreach().id, { n: 1, at: aTuesday, by: "me" }, undefined);
    expect(asked({ reach, by: "me" }).verdict).toBe("send");
    expect(asked({ reach, by: "you" }).reason).toBe("already_claimed");
  });

  it("can be replayed on what it stored", () => {
    const budget = fc.record({
      day: fc.constantFrom("2026-06-01", "2026-06-02"),
      dayUsed: fc.nat(3),
      week: fc.constantFrom("2026-W22", "2026-W23"),
      weekUsed: fc.nat(4),
    });
    const some = fc.record({
      purpose: fc.constantFrom(...purposes),
      privacy: fc.constantFrom("none" as const, "limited" as const, "phi" as const),
      now: fc.integer({ min: 0, max: 14 * 24 }).map((h) => later(aTuesday, hours(h))),
      channel: fc.constantFrom(...channels, undefined),
      stopped: fc.constantFrom("all", "appointments", undefined),
      deceased: fc.boolean(),
      expiresIn: fc.option(fc.integer({ min: -5, max: 400 }), { nil: undefined }),
      reply: fc.boolean(),
      budget,
    });
    fc.assert(
      fc.property(some, (s) => {
        const base = aReach({ budget: s.budget });
        const stopped = s.stopped ? withStop(base, ["cp-sms"], s.stopped) : base;
        const outreach = anOutreach({
          purpose: s.purpose,
          privacy: s.privacy,
          ...(s.reply && { inReplyTo: "msg" }),
          ...(s.expiresIn !== undefined && { expiresAt: later(aTuesday, hours(s.expiresIn)) }),
        });
        const reach = { ...stopped, who: { ...stopped.who, deceased: s.deceased } };
        const decision = gate(gateFacts(aSituation({ outreach, reach, now: s.now }), s.channel));
        const stored = JSON.parse(JSON.stringify(decision.facts)) as GateFacts;
        expect(gate(stored)).toEqual(decision);
        if (decision.until) expect(decision.until > s.now).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

it("knows the patient of the builders", () => {
  expect(aPatient().contactPoints.map((c) => c.id)).toEqual(aReach().addresses.map((a) => a.id));
});
