import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { part2Notice, withPart2Notice } from "#lib/domain/consent/part2.ts";
import { addressFor } from "#lib/domain/gate/address.ts";
import { nearOf } from "#lib/domain/gate/amount.ts";
import { gateFacts } from "#lib/domain/gate/facts.ts";
import { gate } from "#lib/domain/gate/gate.ts";
import type { Situation } from "#lib/domain/gate/situation.ts";
import { directOutreachId, outreachId, ownedId } from "#lib/domain/ids.ts";
import type { Policy } from "#lib/domain/policy/policy.ts";
import { withClaim, withRefund, withWaiting } from "#lib/domain/reach/claims.ts";
import { programScope, withConsent } from "#lib/domain/reach/consents.ts";
import { type Reach, reachOf, withTrouble } from "#lib/domain/reach/reach.ts";
import { isAllowed } from "#lib/domain/time/hours.ts";
import { stateRules } from "#lib/domain/time/state-rules.ts";
import { localParts, toInstant } from "#lib/domain/time/time.ts";
import { type Channel, purposes } from "#lib/domain/words.ts";
import {
  aConsent,
  anOutreach,
  aPatient,
  aPolicy,
  aReach,
  aSituation,
  aTemplate,
  aTuesday,
  days,
  enrollmentId,
  hours,
  later,
  patientId,
  phone,
  zone,
} from "#test/support/builders.ts";

const ask = (more: Partial<Situation> = {}, channel: Channel = "sms") =>
  gate(gateFacts(aSituation(more), channel));
const at = (time: string, date = "2026-06-02"): string => toInstant(date, time, zone);
const allDay = { from: "00:00", to: "23:59" };
const always = { weekday: allDay, saturday: allDay, sunday: allDay, federalHolidays: "open" as const };
const spent = (dayUsed: number, weekUsed: number): Reach["budget"] => ({
  day: "2026-06-02",
  dayUsed,
  week: "2026-W23",
  weekUsed,
});

describe("confidential communications (45 CFR 164.522(b))", () => {
  const reach = reachOf(undefined, aPatient({ preference: { confidential: ["cp-email"] } }), {});
  it("use only the addresses that were asked for", () => {
    expect(ask({ reach }).reason).toBe("confidential_address");
    expect(ask({ reach }, "email").verdict).toBe("send");
    expect(addressFor(reach, "sms", "cp-sms")).toBeUndefined();
  });
  it("lets nothing leave where that address is gone", () => {
    const gone = { ...reach, confidential: ["cp-old"] };
    expect([ask({ reach: gone }).verdict, ask({ reach: gone }, "email").verdict]).toEqual(["drop", "drop"]);
  });
  it("never names another address, whoever asks", () => {
    fc.assert(
      fc.property(
        fc.subarray(["cp-sms", "cp-email"]),
        fc.constantFrom<Channel>("sms", "email"),
        (only, channel) => {
          const found = addressFor({ ...reach, confidential: only }, channel, `cp-${channel}`);
          expect(found === undefined || only.includes(found.id)).toBe(true);
        },
      ),
    );
  });
});

describe("a relation's address", () => {
  const patient = aPatient({
    contactPoints: [{ id: "cp-son", channel: "sms", address: phone, health: "ok", relation: "son" }],
  });
  const reach = reachOf(undefined, patient, {});
  const granted = aConsent({ relation: "son", category: "appointments" });
  it("gets only what was granted to it, whatever policy or the patient's own consents say", () => {
    expect(ask({ reach }).reason).toBe("no_consent");
    expect(ask({ reach: withConsent(reach, aConsent()) }).reason).toBe("no_consent");
    expect(ask({ reach: withConsent(reach, granted) }).verdict).toBe("send");
    const other = anOutreach({ category: "billing" });
    expect(ask({ reach: withConsent(reach, granted), outreach: other }).reason).toBe("no_consent");
    expect(ask({ reach, outreach: anOutreach({ purpose: "safety" }) }).reason).toBe("no_consent");
  });
  it("gets nothing after the patient has revoked everything", () => {
    const all = aConsent({ purpose: "all", channel: "all", state: "revoked", at: later(aTuesday, 1) });
    expect(ask({ reach: [granted, all].reduce(withConsent, reach), now: later(aTuesday, 2) }).reason).toBe(
      "no_consent",
    );
  });
  it("gets a program's messages where it was granted that program, and no other's", () => {
    const scoped = withConsent(reach, aConsent({ relation: "son", category: programScope("diabetes") }));
    const of = (program: string) => ask({ reach: scoped, outreach: anOutreach({ levels: { program } }) });
    expect([of("diabetes").verdict, of("oncology").reason]).toEqual(["send", "no_consent"]);
    expect(ask({ reach: scoped }).reason).toBe("no_consent");
  });
  it("comes after the patient's own", () => {
    const both = reachOf(
      undefined,
      aPatient({ contactPoints: [...patient.contactPoints, ...aPatient().contactPoints] }),
      {},
    );
    expect(addressFor(withConsent(both, granted), "sms")?.id).toBe("cp-sms");
  });
});

describe("records under 42 CFR Part 2", () => {
  const outreach = anOutreach({ privacy: "part2" });
  const template = aTemplate({ variants: [{ channel: "portal", language: "en", body: "x" }] });
  const contactPoints = [{ id: "cp-p", channel: "portal" as const, address: "maria", health: "ok" as const }];
  const reach = reachOf(undefined, aPatient({ contactPoints }), {});
  const policy = aPolicy({ channels: ["portal", "sms"] });
  const given = aConsent({ channel: "portal", part2: true, until: later(aTuesday, days(30)) });
  const asked = (some: Reach, now = aTuesday) =>
    ask({ outreach, template, policy, reach: some, now }, "portal");

  it("need the consent of 2.31: another one is none", () => {
    expect(asked(reach).reason).toBe("no_part2_consent");
    expect(asked(withConsent(reach, aConsent({ channel: "portal", written: true }))).reason).toBe(
      "no_part2_consent",
    );
    expect(asked(withConsent(reach, given)).verdict).toBe("send");
  });
  it("need it to be still in force", () => {
    expect(asked(withConsent(reach, given), later(aTuesday, days(30))).reason).toBe("no_part2_consent");
    const revoked = { ...given, state: "revoked" as const, at: later(aTuesday, 1) };
    expect(asked([given, revoked].reduce(withConsent, reach), later(aTuesday, 2)).reason).toBe(
      "no_part2_consent",
    );
    const all = aConsent({ purpose: "all", channel: "all", state: "revoked", at: later(aTuesday, 1) });
    expect(asked([given, all].reduce(withConsent, reach), later(aTuesday, 2)).verdict).toBe("drop");
  });
  it("never stand for a consent to other messages", () => {
    const marketing = anOutreach({ purpose: "marketing" });
    const some = withConsent(aReach(), aConsent({ part2: true, written: true, channel: "all" }));
    expect(ask({ outreach: marketing, reach: some }).reason).toBe("no_consent");
  });
  it("carry the notice of 2.32(a)(2), once", () => {
    expect(withPart2Notice("Your visit")).toBe(`Your visit\n\n${part2Notice}`);
    expect(withPart2Notice(withPart2Notice("Your visit"))).toBe(withPart2Notice("Your visit"));
    expect(part2Notice).toBe("42 CFR part 2 prohibits unauthorized use or disclosure of these records.");
  });
});

describe("the hours of a channel and a place", () => {
  const policy = aPolicy({ hours: always, channelHours: {} });
  it("bound calls and texts by 47 CFR 64.1200(c)(1), email not", () => {
    expect(ask({ policy, now: at("21:30") }).until).toBe(at("08:00", "2026-06-03"));
    expect(ask({ policy, now: at("21:30") }, "email").verdict).toBe("send");
  });
  it("may be a channel's own", () => {
    const own = aPolicy({ channelHours: { email: always } });
    expect([
      ask({ policy: own, now: at("23:00") }, "email").verdict,
      ask({ policy: own, now: at("23:00") }).verdict,
    ]).toEqual(["send", "hold"]);
  });

  const place = (state: string | undefined, address = phone): Reach => ({
    ...aReach({ addresses: [{ id: "cp", channel: "sms", address, health: "ok" }] }),
    who: { ...aReach().who, ...(state && { state }) },
  });
  it.each(stateRules.map((rule) => [rule.state, rule.source, rule] as const))(
    "%s: no call or text from 8 pm (%s), by the address or the number's area",
    (state, _, { areaCodes }) => {
      const night = { policy, now: at("20:00") };
      expect(ask({ ...night, reach: place(state) }).reason).toBe("quiet_hours");
      expect(ask({ ...night, reach: place(undefined, `+1${areaCodes[0]}5550100`) }).reason).toBe(
        "quiet_hours",
      );
      expect(ask({ ...night, reach: place(undefined) }).verdict).toBe("send");
      const marketing = { ...policy, stateRules: "marketing" as const };
      expect(ask({ ...night, policy: marketing, reach: place(state) }).verdict).toBe("send");
    },
  );
  it("asks no rule before the day it came into force", () => {
    expect(ask({ policy, now: at("20:00", "2021-06-30"), reach: place("FL") }).verdict).toBe("send");
    expect(ask({ policy, now: at("20:00", "2021-07-01"), reach: place("FL") }).verdict).toBe("hold");
  });
  it("drops what the law and the policy together never let leave", () => {
    const night = { from: "21:00", to: "23:00" };
    const nightly = aPolicy({ hours: { ...always, weekday: night, saturday: night, sunday: night } });
    expect(ask({ policy: nightly, now: at("22:00") })).toMatchObject({
      verdict: "drop",
      reason: "quiet_hours",
    });
  });
  it("drops what its class does not wait for", () => {
    const drops = aPolicy({ whenClosed: { operations: "drop" } });
    expect(
      ask({ policy: drops, now: at("22:00"), outreach: anOutreach({ purpose: "operations" }) }).verdict,
    ).toBe("drop");
    expect(ask({ policy: drops, now: at("22:00") }).verdict).toBe("hold");
  });
});

describe("nine o'clock", () => {
  it("is smeared inside the window, the same for whoever asks again, and over the clock changes", () => {
    const night = fc.record({
      day: fc.integer({ min: 0, max: 365 }),
      id: fc.string(),
      smearMinutes: fc.integer({ min: 1, max: 240 }),
      place: fc.constantFrom(zone, "America/Chicago", "Pacific/Honolulu"),
    });
    fc.assert(
      fc.property(night, ({ day, id, smearMinutes, place }) => {
        const now = later("2026-01-01T07:00:00.000Z", days(day));
        const reach = { ...aReach(), who: { ...aReach().who, timeZone: place } };
        const held = (smear: number) =>
          ask({
            now,
            reach,
            outreach: anOutreach({ id: directOutreachId(patientId, id) }),
            policy: aPolicy({ smearMinutes: smear }),
          });
        const [plain, smeared] = [held(0), held(smearMinutes)];
        expect(smeared.verdict).toBe(plain.verdict);
        if (!plain.until || !smeared.until) return;
        const wait = Date.parse(smeared.until) - Date.parse(plain.until);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThan(smearMinutes * 60_000);
        expect(isAllowed(smeared.until, place, aPolicy().hours)).toBe(true);
        expect(held(smearMinutes).until).toBe(smeared.until);
      }),
    );
  });
  it("spreads a thousand messages so that no five minutes have a quarter of them", () => {
    const minutes = Array.from({ length: 1000 }, (_, i) => {
      const outreach = anOutreach({ id: directOutreachId(patientId, `n${i}`) });
      const { until } = ask({ now: at("06:00"), outreach, policy: aPolicy({ smearMinutes: 60 }) });
      return localParts(until as string, zone).minutes - 540;
    });
    const most = Math.max(
      ...Map.groupBy(minutes, (m) => Math.floor(m / 5))
        .values()
        .map((all) => all.length),
    );
    expect(most).toBeLessThan(250);
    expect(most).toBeGreaterThan(60);
  });
});

describe("one budget", () => {
  const reserved: Partial<Policy> = {
    budget: { perDay: 3, perWeek: 4 },
    reserved: { perDay: { care: 1, operations: 1 }, perWeek: { care: 1 } },
  };
  it.each([
    ["care", 2, 0, "send"],
    ["care", 3, 0, "hold"],
    ["operations", 1, 0, "send"],
    ["operations", 2, 0, "hold"],
    ["marketing", 0, 0, "send"],
    ["marketing", 1, 0, "hold"],
    ["care", 0, 3, "send"],
    ["operations", 0, 3, "hold"],
    ["safety", 9, 9, "send"],
  ] as const)("%s with %i used of the day and %i of the week: %s", (purpose, day, week, verdict) => {
    const reach = withConsent(
      aReach({ budget: spent(day, week) }),
      aConsent({ purpose: "marketing", written: true }),
    );
    expect(ask({ reach, outreach: anOutreach({ purpose }), policy: aPolicy(reserved) }).verdict).toBe(
      verdict,
    );
  });

  it("never lets a lower class take what a higher one could not", () => {
    const small = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(small, small, small, small, (day, week, care, operations) => {
        const policy = aPolicy({
          budget: { perDay: 3, perWeek: 4 },
          reserved: { perDay: { care, operations } },
        });
        const reach = withConsent(
          aReach({ budget: spent(day, week) }),
          aConsent({ purpose: "marketing", written: true }),
        );
        const sends = purposes.map(
          (purpose) => ask({ reach, policy, outreach: anOutreach({ purpose }) }).verdict === "send",
        );
        expect(sends).toEqual([...sends].sort((a, b) => Number(b) - Number(a)));
      }),
    );
  });

  const waiting = withWaiting(aReach(), "out_care", { at: at("15:00"), rank: 1 }, aTuesday);
  const operations = anOutreach({ purpose: "operations" });
  it("holds a lower class while a higher one waits for the last slot of the day", () => {
    expect(ask({ reach: waiting, outreach: operations })).toMatchObject({
      verdict: "hold",
      reason: "displaced",
      until: at("09:00", "2026-06-03"),
    });
    expect(ask({ reach: waiting }).verdict).toBe("send");
    expect(ask({ reach: waiting, outreach: anOutreach({ purpose: "safety" }) }).verdict).toBe("send");
  });
  it("lets it go once the higher one left, was cancelled or is a day late", () => {
    const claimed = withClaim(waiting, "out_care", { n: 1, at: aTuesday }, undefined);
    expect(ask({ reach: claimed, outreach: operations }).verdict).toBe("send");
    expect(ask({ reach: waiting, outreach: operations, now: at("15:01", "2026-06-03") }).verdict).toBe(
      "send",
    );
  });
  it("drops it where it would come too late then", () => {
    const short = { ...operations, expiresAt: at("20:00") };
    expect(ask({ reach: waiting, outreach: short })).toMatchObject({ verdict: "drop", reason: "displaced" });
  });

  it("lets staff set it aside for one message, for a while", () => {
    const overrides = [{ rule: "daily_budget" as const, until: at("12:00"), outreachId: anOutreach().id }];
    const reach = aReach({ budget: spent(1, 1), overrides });
    expect(ask({ reach }).verdict).toBe("send");
    expect(ask({ reach, now: at("12:00") }).reason).toBe("daily_budget");
    const another = anOutreach({ id: directOutreachId(patientId, "other") });
    expect(ask({ reach, outreach: another }).reason).toBe("daily_budget");
  });
});

describe("near duplicates", () => {
  const about = { appointmentId: "apt_1", fingerprint: "f", timeZone: zone };
  const policy = aPolicy({ budget: { perDay: 9, perWeek: 9 } });
  const mine = anOutreach({ id: outreachId(enrollmentId, "ask", 1), about });
  const visits = { apt_1: { print: "f" } };
  const claimed = (id: string, near: string) =>
    withClaim(
      aReach({ visits }),
      id,
      { n: 1, at: aTuesday, to: "cp-sms", near },
      { day: "2026-06-02", week: "2026-W23" },
    );
  const other = outreachId(ownedId("enrollment", patientId, "other"), "ask", 1);

  it("of another program within hours are not sent", () => {
    const reach = claimed(other, nearOf(mine));
    expect(ask({ outreach: mine, reach, policy }).reason).toBe("near_duplicate");
    expect(ask({ outreach: mine, reach, policy, now: later(aTuesday, hours(6)) }).verdict).toBe("send");
    expect(ask({ outreach: mine, reach, policy: { ...policy, nearDuplicateHours: 0 } }).verdict).toBe("send");
  });
  it.each([
    ["the same journey's next one", outreachId(enrollmentId, "nudge", 1), nearOf(mine)],
    ["one about another visit", other, nearOf({ ...mine, about: { ...about, appointmentId: "apt_2" } })],
    ["one of another category", other, nearOf({ ...mine, category: "billing" })],
  ])("are not %s", (_, id, near) => {
    expect(ask({ outreach: mine, reach: claimed(id, near), policy }).verdict).toBe("send");
  });
  it("are no duplicates of what reached nobody", () => {
    expect(
      ask({ outreach: mine, reach: withRefund(claimed(other, nearOf(mine)), other), policy }).verdict,
    ).toBe("send");
  });
  it("never hold safety or an answer", () => {
    const reach = claimed(other, nearOf(mine));
    expect(ask({ outreach: { ...mine, purpose: "safety" }, reach, policy }).verdict).toBe("send");
    expect(ask({ outreach: { ...mine, inReplyTo: "msg" }, reach, policy }).verdict).toBe("send");
  });
});

describe("the circuit breaker of an address", () => {
  const busy = (n: number): Reach => {
    let reach = aReach();
    for (let i = 0; i < n; i++)
      reach = withClaim(reach, `out_${i}`, { n: 1, at: aTuesday, to: "cp-sms" }, undefined);
    return reach;
  };
  const reply = anOutreach({ inReplyTo: "msg" });
  it("opens after so many sends in 24 hours, even for answers, and turns to another channel", () => {
    expect(ask({ reach: busy(9), outreach: reply }).verdict).toBe("send");
    expect(ask({ reach: busy(10), outreach: reply }).reason).toBe("circuit_open");
    expect(ask({ reach: busy(10), outreach: reply }, "email").verdict).toBe("send");
    expect(ask({ reach: busy(10), outreach: reply, now: later(aTuesday, days(1)) }).verdict).toBe("send");
  });
  it("bears more of safety, and never bars the confirmation of a STOP", () => {
    expect(ask({ reach: busy(39), outreach: anOutreach({ purpose: "safety" }) }).verdict).toBe("send");
    expect(ask({ reach: busy(40), outreach: anOutreach({ purpose: "safety" }) }).reason).toBe("circuit_open");
    expect(ask({ reach: busy(50), outreach: anOutreach({ confirmsStop: true }) }).verdict).toBe("send");
  });
  it("opens after so many bad ends in a row, rests a day, and closes with a good one", () => {
    const bad = (n: number) =>
      Array.from({ length: n }).reduce<Reach>((r) => withTrouble(r, "cp-sms", true, aTuesday), aReach());
    expect([ask({ reach: bad(3) }).verdict, ask({ reach: bad(4) }).reason]).toEqual(["send", "circuit_open"]);
    expect(ask({ reach: bad(4), now: later(aTuesday, days(1)) }).verdict).toBe("send");
    expect(ask({ reach: withTrouble(bad(4), "cp-sms", false, aTuesday) }).verdict).toBe("send");
  });
  it("is remembered when the patient's record changes", () => {
    const known = withTrouble(aReach(), "cp-sms", true, aTuesday);
    expect(reachOf(known, aPatient(), {}).addresses[0]?.trouble).toEqual({ n: 1, at: aTuesday });
  });
});
