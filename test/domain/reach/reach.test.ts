import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gateFacts } from "#lib/domain/gate/facts.ts";
import { gate } from "#lib/domain/gate/gate.ts";
import { usedBudget, withCancellation, withClaim, withRefund } from "#lib/domain/reach/claims.ts";
import { consentFor, withConsent } from "#lib/domain/reach/consents.ts";
import { type Reach, reachOf, withHealth, withStop, withStops, withVisit } from "#lib/domain/reach/reach.ts";
import { localDay, localWeek } from "#lib/domain/time/time.ts";
import { fingerprint } from "#lib/domain/visit/appointment.ts";
import {
  aConsent,
  anAppointment,
  anOutreach,
  aPatient,
  aReach,
  aSituation,
  aTuesday,
  days,
  hours,
  later,
} from "#test/support/builders.ts";

const decide = (reach: Reach, id: string, now: string) =>
  gate(gateFacts(aSituation({ outreach: anOutreach({ id }), reach, now }), "sms"));

const zones = ["America/New_York", "Pacific/Kiritimati", "America/Adak", "Asia/Kathmandu", "Europe/London"];

describe("the budget", () => {
  it("is never exceeded, whatever asks when, in any zone, over clock changes and a move", () => {
    const asks = fc.array(fc.record({ h: fc.integer({ min: 0, max: 28 * 24 }), zone: fc.nat(40) }), {
      minLength: 1,
      maxLength: 80,
    });
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.constantFrom(0, 151, 300), asks, (home, day, all) => {
        let reach = aReach({ who: { ...aReach().who, timeZone: home } });
        const sent: string[] = [];
        for (const [i, { h }] of all.toSorted((a, b) => a.h - b.h).entries()) {
          const now = later("2026-01-05T00:00:00.000Z", days(day) + hours(h));
          if (decide(reach, `out_${i}`, now).verdict !== "send") continue;
          const count = { day: localDay(now, home), week: localWeek(now, home) };
          reach = withClaim(reach, `out_${i}`, { n: 1, at: now }, count);
          sent.push(now);
        }
        const most = (of: (now: string, zone: string) => string) =>
          Math.max(0, ...[...Map.groupBy(sent, (now) => of(now, home)).values()].map((s) => s.length));
        expect(most(localDay)).toBeLessThanOrEqual(1);
        expect(most(localWeek)).toBeLessThanOrEqual(3);
      }),
      { numRuns: 200 },
    );
  });

  it("is not given a second time to a clock that goes back", () => {
    const spent = withClaim(
      aReach(),
      "out_1",
      { n: 1, at: aTuesday },
      { day: "2026-06-02", week: "2026-W23" },
    );
    expect(usedBudget(spent.budget, "2026-06-01", "2026-W23")).toEqual({ day: 1, week: 1 });
    const back = withClaim(spent, "out_2", { n: 1, at: aTuesday }, { day: "2026-06-01", week: "2026-W22" });
    expect(back.budget).toEqual({ day: "2026-06-02", dayUsed: 2, week: "2026-W23", weekUsed: 2 });
  });

  it("is taken once per outreach, and given back once", () => {
    const count = { day: "2026-06-02", week: "2026-W23" };
    const once = withClaim(aReach(), "out_1", { n: 1, at: aTuesday }, count);
    const twice = withClaim(once, "out_1", { n: 2, at: aTuesday }, count);
    expect(twice.budget.dayUsed).toBe(1);
    const refunded = withRefund(twice, "out_1");
    expect(refunded.budget).toMatchObject({ dayUsed: 0, weekUsed: 0 });
    expect(withRefund(refunded, "out_1")).toBe(refunded);
  });

  it("never falls below nothing, whatever is claimed and refunded in whatever order", () => {
    const step = fc.record({ id: fc.nat(4), refund: fc.boolean(), day: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let reach = aReach();
        for (const { id, refund, day } of steps) {
          const at = later(aTuesday, days(day));
          const count = { day: localDay(at, "UTC"), week: localWeek(at, "UTC") };
          reach = refund ? withRefund(reach, `o${id}`) : withClaim(reach, `o${id}`, { n: 1, at }, count);
          expect(reach.budget.dayUsed).toBeGreaterThanOrEqual(0);
          expect(reach.budget.weekUsed).toBeGreaterThanOrEqual(reach.budget.dayUsed > 0 ? 1 : 0);
        }
      }),
    );
  });
});

describe("claim, cancel and STOP", () => {
  const id = anOutreach().id;
  const count = { day: "2026-06-02", week: "2026-W23" };
  const claimed = (reach = aReach()) => withClaim(reach, id, { n: 1, at: aTuesday }, count);

  it("lets no claim follow a cancellation", () => {
    expect(decide(withCancellation(aReach(), id, 0, aTuesday) as Reach, id, aTuesday).reason).toBe(
      "cancelled",
    );
  });

  it("is too late to cancel while an attempt is out, and not after its definite end", () => {
    expect(withCancellation(claimed(), id, 0, aTuesday)).toBe("too_late");
    expect(withCancellation(claimed(), id, 1, aTuesday)).not.toBe("too_late");
  });

  it("gives the budget back with a cancellation, for nobody was reached", () => {
    expect((withCancellation(claimed(), id, 1, aTuesday) as Reach).budget.dayUsed).toBe(0);
  });

  it("lets no claim follow a STOP", () => {
    expect(decide(withStop(aReach(), ["cp-sms"], "all"), id, aTuesday).reason).toBe("opted_out");
  });

  it("ends in one of the two, in whatever order they come", () => {
    const verbs = fc.shuffledSubarray(["claim", "cancel", "stop"] as const, { minLength: 3 });
    fc.assert(
      fc.property(verbs, (order) => {
        let reach = aReach();
        const done: string[] = [];
        for (const verb of order) {
          if (verb === "stop") reach = withStop(reach, ["cp-sms"], "all");
          else if (verb === "cancel") {
            const next = withCancellation(reach, id, 0, aTuesday);
            done.push(next === "too_late" ? "too_late" : "cancelled");
            if (next !== "too_late") reach = next;
          } else if (decide(reach, id, aTuesday).verdict === "send") {
            reach = claimed(reach);
            done.push("claimed");
          }
        }
        expect(done).toEqual(order[0] === "claim" ? ["claimed", "too_late"] : ["cancelled"]);
      }),
    );
  });

  it("forgets claims and cancellations after a week, and no sooner", () => {
    const knownAfter = (ms: number) =>
      withClaim(claimed(), "other", { n: 1, at: later(aTuesday, ms) }, undefined).claims[id] !== undefined;
    expect([knownAfter(days(7) - 1), knownAfter(days(7))]).toEqual([true, false]);
  });
});

describe("consent", () => {
  const entries = fc.uniqueArray(
    fc.record({
      purpose: fc.constantFrom("care" as const, "marketing" as const, "all" as const),
      channel: fc.constantFrom("sms" as const, "all" as const),
      category: fc.constantFrom("*", "appointments"),
      state: fc.constantFrom("granted" as const, "revoked" as const),
      at: fc.nat(4).map((d) => later(aTuesday, days(d))),
      written: fc.boolean(),
    }),
    { maxLength: 8, selector: (e) => [e.purpose, e.channel, e.category, e.state, e.at].join() },
  );

  it("comes to the same in whatever order the ledger's entries come, however often", () => {
    fc.assert(
      fc.property(entries, fc.infiniteStream(fc.nat()), (all, lots) => {
        const apply = (some: typeof all) =>
          some.reduce((r, e) => withConsent(r, aConsent(e)), aReach()).consents;
        const shuffled = [...all, ...all]
          .map((e) => [lots.next().value as number, e] as const)
          .sort(([a], [b]) => a - b)
          .map(([, e]) => e);
        expect(apply(shuffled)).toEqual(apply(all));
      }),
    );
  });

  it("is what was said last, of all that match, and revoked wins a tie", () => {
    const granted = aConsent({ at: later(aTuesday, 1) });
    const all = aConsent({ purpose: "all", channel: "all", state: "revoked" });
    const map = (...some: (typeof granted)[]) => some.reduce(withConsent, aReach());
    expect(consentFor(map(granted, all), { purpose: "care", channel: "sms", category: "x" })?.granted).toBe(
      true,
    );
    expect(
      consentFor(map(granted, { ...all, at: granted.at }), { purpose: "care", channel: "sms", category: "x" })
        ?.granted,
    ).toBe(false);
    expect(consentFor(map(granted), { purpose: "care", channel: "email", category: "x" })).toBeUndefined();
  });

  it("keeps a written grant, whichever of two of the same moment comes first", () => {
    const [a, b] = [aConsent({ written: true }), aConsent({ written: false })];
    const of = (...some: (typeof a)[]) => some.reduce(withConsent, aReach()).consents;
    expect(of(a, b)).toEqual(of(b, a));
  });
});

describe("what is known of the person", () => {
  it("keeps claims, consents and budget when the patient record changes", () => {
    const before = withConsent(withClaim(aReach(), "o", { n: 1, at: aTuesday }, undefined), aConsent());
    const { claims, consents, budget } = reachOf(before, aPatient({ language: "es" }), { "cp-sms": "all" });
    expect({ claims, consents, budget }).toEqual({
      claims: before.claims,
      consents: before.consents,
      budget: before.budget,
    });
    expect(reachOf(before, aPatient(), { "cp-sms": "all" }).addresses[0]?.stopped).toBe("all");
  });

  it("knows a coming visit by its print, and forgets one that began over a day ago", () => {
    const visit = anAppointment();
    const known = withVisit(aReach(), visit, aTuesday);
    expect(known.visits[visit.id]?.print).toBe(fingerprint(visit));
    const other = anAppointment({ id: "apt_other" });
    const dayAfter = later(visit.start as string, days(1));
    expect(Object.keys(withVisit(known, other, later(dayAfter, -1)).visits)).toContain(visit.id);
    expect(Object.keys(withVisit(known, other, dayAfter).visits)).not.toContain(visit.id);
  });

  it("adds up the categories an address was stopped of, and all outweighs them", () => {
    const some = withStop(withStop(aReach(), ["cp-sms"], "a"), ["cp-sms"], "b");
    expect(some.addresses[0]?.stopped).toEqual(["a", "b"]);
    expect(withStop(withStop(some, ["cp-sms"], "all"), ["cp-sms"], "a").addresses[0]?.stopped).toBe("all");
    expect(withStops(some, ["cp-sms"], []).addresses[0]).not.toHaveProperty("stopped");
    expect(
      withHealth(some, { addressId: "cp-email", health: "bounced" }).addresses.map((a) => a.health),
    ).toEqual(["ok", "bounced"]);
  });
});
