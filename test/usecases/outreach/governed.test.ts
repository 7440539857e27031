import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mendingOf, type OptedOut } from "#lib/domain/consent/opt-out-list.ts";
import { directOutreachId } from "#lib/domain/ids.ts";
import { defaultPolicy } from "#lib/domain/policy/policy.ts";
import { addressKey } from "#lib/domain/reach/address.ts";
import { withWaiting } from "#lib/domain/reach/claims.ts";
import { withConsent } from "#lib/domain/reach/consents.ts";
import type { Purpose } from "#lib/domain/words.ts";
import type { OptOutList } from "#lib/ports.ts";
import { startAddress, stopAddress } from "#lib/usecases/inbound/stop-address.ts";
import { overrideRules } from "#lib/usecases/outreach/override.ts";
import { explainPolicy } from "#lib/usecases/policy/explain-policy.ts";
import { setPolicyLevel } from "#lib/usecases/policy/policy-levels.ts";
import { reconcileOptOuts } from "#lib/usecases/schedule/reconcile-opt-outs.ts";
import {
  aConsent,
  anOutreach,
  aReach,
  aTemplate,
  aTuesday,
  days,
  hours,
  later,
  patientId,
  phone,
} from "#test/support/builders.ts";
import { delivery, quiet } from "#test/support/delivery.ts";
import { aWorld, monday, phoneOf } from "#test/support/world.ts";

const actor = { type: "staff" as const, id: "tester" };

describe("many senders at once", () => {
  const some = fc.record({
    purposes: fc.array(fc.constantFrom<Purpose>("care", "operations", "marketing"), {
      minLength: 2,
      maxLength: 8,
    }),
    perDay: fc.integer({ min: 1, max: 4 }),
    care: fc.nat(2),
    waits: fc.boolean(),
  });

  it("never go over the budget, nor into what is kept for a higher class or waited for", async () => {
    await fc.assert(
      fc.asyncProperty(some, async ({ purposes, perDay, care, waits }) => {
        const outreaches = purposes.map((purpose, i) =>
          anOutreach({ id: directOutreachId(patientId, `n${i}`), purpose }),
        );
        const granted = withConsent(aReach(), aConsent({ purpose: "marketing", written: true }));
        const ahead = { at: later(aTuesday, hours(1)), rank: 1 };
        const d = await delivery({
          outreaches,
          reach: waits ? withWaiting(granted, "out_ahead", ahead, aTuesday) : granted,
          policy: { budget: { perDay, perWeek: 9 }, reserved: { perDay: { care } } },
        });
        await Promise.all(outreaches.flatMap(({ id }) => [d.trigger(id), d.trigger(id)]));
        const sent = d.sent.map((e) => outreaches.find((o) => o.id === e.outreachId)?.purpose);
        expect(new Set(d.sent.map((e) => e.outreachId)).size).toBe(sent.length);
        expect(sent.length).toBeLessThanOrEqual(perDay);
        const lower = sent.filter((purpose) => purpose !== "care").length;
        expect(lower).toBeLessThanOrEqual(Math.max(1, perDay - care));
        if (waits && perDay === 1) expect(lower).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ["the circuit breaker, whatever they answer", { answersPerHour: 20, restHours: 1 }, 10, "circuit_open"],
    ["as many automatic answers as an hour may have", defaultPolicy.robots, 6, "robot_suspected"],
  ] as const)("stop at %s", async (_, robots, most, reason) => {
    const outreaches = Array.from({ length: 14 }, (_, i) =>
      anOutreach({ id: directOutreachId(patientId, `r${i}`), inReplyTo: `msg_${i}`, plan: ["sms"] }),
    );
    const d = await delivery({ outreaches, policy: { robots } });
    await Promise.all(outreaches.map(({ id }) => d.trigger(id)));
    expect(d.sent).toHaveLength(most);
    const ends = await Promise.all(outreaches.map(async ({ id }) => (await d.outreach(id)).reason));
    expect(ends.filter((end) => end === reason)).toHaveLength(14 - most);
  });
});

it("answers a number no oftener by two of its channels than by one", async () => {
  const [sms] = aReach().addresses;
  if (!sms) throw new Error("no number");
  const wroteAt = aTuesday;
  const both = [sms, { ...sms, id: "cp-whatsapp", channel: "whatsapp" as const, wroteAt }];
  const outreaches = Array.from({ length: 10 }, (_, i) =>
    anOutreach({
      id: directOutreachId(patientId, `b${i}`),
      inReplyTo: `msg_${i}`,
      plan: [i % 2 ? "sms" : "whatsapp"],
      channel: i % 2 ? "sms" : "whatsapp",
    }),
  );
  const channels = ["sms", "whatsapp"] as const;
  const d = await delivery({
    outreaches,
    reach: { ...aReach(), addresses: both },
    template: aTemplate({
      variants: channels.map((channel) => ({ channel, language: "en", body: "We will answer you." })),
    }),
    policy: { channels: [...channels], impliedChannels: [...channels] },
  });
  await Promise.all(outreaches.map(({ id, channel }) => d.trigger(id, channel)));
  expect(d.sent).toHaveLength(defaultPolicy.robots.answersPerHour);
});

describe("care that waits for its hour", () => {
  it("displaces operations planned for the same day, and they leave the next", async () => {
    const world = await aWorld({ now: "2026-06-02T02:00:00.000Z" });
    const maria = await world.patient("maria");
    const plan = (id: string, purpose: Purpose, category: string) =>
      world.records.save([
        {
          kind: "outreach",
          id: directOutreachId(maria, id),
          expect: 0,
          data: anOutreach({
            id: directOutreachId(maria, id),
            patientId: maria,
            purpose,
            category,
            template: { id: "help-reply", version: 1 },
            plan: ["sms"],
            dueAt: world.clock.now(),
          }),
          event: { type: "outreach.planned", at: world.clock.now(), actor },
        },
      ]);
    await plan("billing", "operations", "billing");
    await plan("visit", "care", "appointments");
    await world.system.settle();
    await world.advanceTo("2026-06-02T18:00:00.000Z");
    expect(world.left("sms").map((e) => e.purpose)).toEqual(["care"]);
    const held = (await world.outreaches(maria)).find((o) => o.purpose === "operations");
    expect(held?.decisions.some((d) => d.reason === "displaced" || d.reason === "daily_budget")).toBe(true);
    await world.advanceTo("2026-06-03T18:00:00.000Z");
    expect(world.left("sms").map((e) => e.purpose)).toEqual(["care", "operations"]);
  });
});

describe("an address that its carrier has opted out", () => {
  it("is stopped with us at once, for all who share it, with the carrier as source", async () => {
    const d = await delivery({
      answer: async () => ({ outcome: "refused", code: "address_opted_out", detail: "opted out" }),
    });
    const link = { key: addressKey("sms", phone), patientId, contactPointIds: ["cp-sms"], active: true };
    const event = { type: "address.linked" as const, at: aTuesday, actor };
    await d.records.save([
      { kind: "addressLink", id: `${link.key}~${patientId}`, expect: 0, data: link, event },
    ]);
    await d.trigger();
    expect((await d.reach()).addresses[0]?.stopped).toBe("all");
    const ledger = await d.records.list({ kind: "consent", of: "patient", patientId });
    expect(ledger.items.map(({ data }) => [data.state, data.source])).toEqual([["revoked", "provider"]]);
  });
});

describe("rules of amount that are set aside", () => {
  it("let the message leave that the budget held, and say who did it and why", async () => {
    const spent = { day: "2026-06-02", dayUsed: 1, week: "2026-W23", weekUsed: 1 };
    const d = await delivery({ reach: aReach({ budget: spent }) });
    expect(await d.trigger()).toBe("held");
    const request = {
      rules: ["daily_budget" as const],
      until: later(aTuesday, days(2)),
      reason: "clinical-need",
    };
    await overrideRules(d.ports(), patientId, request, { actor });
    const { event } = (await d.records.get("reach", patientId)) ?? {};
    expect(event).toMatchObject({ type: "override.granted", reason: "clinical-need", actor });
    d.clock.at = (await d.outreach()).dueAt;
    expect(await d.trigger()).toBe("sent");
  });
  it.each([
    ["past", aTuesday],
    ["over a week ahead", later(aTuesday, days(8))],
  ])("are not until %s", async (_, until) => {
    const d = await delivery();
    const request = { rules: ["daily_budget" as const], until, reason: "clinical-need" };
    await expect(overrideRules(d.ports(), patientId, request, { actor })).rejects.toMatchObject({
      code: "validation_failed",
    });
  });
});

describe("a request for confidential communications", () => {
  it("stays whatever a source tells anew, until it is taken back", async () => {
    const world = await aWorld();
    const asked = async (preference: object) => {
      const id = await world.patient("maria", { preference });
      return (await world.records.get("reach", id))?.data.confidential;
    };
    expect(await asked({ confidential: ["cp_1"] })).toEqual(["cp_1"]);
    expect(await asked({ language: "es" })).toEqual(["cp_1"]);
    expect(await asked({ confidential: [] })).toBeUndefined();
  });
});

describe("policy levels", () => {
  it("hold for the location's patients, for one patient, and are explained", async () => {
    const world = await aWorld();
    const { ports } = world.system;
    const maria = await world.patient("maria", { attributes: { location: "North Clinic" } });
    const closed = { from: "09:00", to: "09:00" };
    await setPolicyLevel(
      ports,
      { level: "location", of: "North Clinic", values: { hours: { weekday: closed } }, locked: ["hours"] },
      undefined,
      { actor },
    );
    const own = { budget: { perDay: 4 }, hours: { weekday: { from: "09:00", to: "20:00" } } };
    await setPolicyLevel(ports, { level: "patient", of: maria, values: own }, undefined, { actor });
    const { policy, explain, levels } = await explainPolicy(ports, { patientId: maria });
    expect(levels).toEqual({ location: "north-clinic" });
    expect([policy.hours.weekday, policy.budget.perDay]).toEqual([closed, 4]);
    expect(explain["hours.weekday"]).toEqual({
      level: "location",
      of: "north-clinic",
      refused: [`patient~${maria}`],
    });
    await world.book(maria, { start: "2026-06-03T15:00:00.000Z" });
    await world.advanceTo("2026-06-05T18:00:00.000Z");
    expect(world.left()).toEqual([]);
  });
  it("refuse a lock on what no level has", async () => {
    const world = await aWorld();
    const level = { level: "program" as const, of: "x", values: {}, locked: ["linkBase"] };
    await expect(setPolicyLevel(world.system.ports, level, undefined, { actor })).rejects.toMatchObject({
      code: "validation_failed",
    });
  });
});

const listOf = (...entries: OptedOut[]): OptOutList & { now: Map<string, string> } => {
  const now = new Map(entries.map(({ address, since }) => [address, since]));
  return {
    now,
    async *all() {
      for (const [address, since] of now) yield { address, since };
    },
    add: async (address) => void now.set(address, monday),
    remove: async (address) => void now.delete(address),
  };
};

describe("our opt-outs and the provider's", () => {
  it("agree after one run, whoever heard it, and each disagreement is told without a number", async () => {
    const world = await aWorld();
    const ports = { ...world.system.ports, log: quiet };
    const [ours, theirs, started] = ["maria", "john", "aisha"].map(phoneOf) as [string, string, string];
    for (const name of ["maria", "john", "aisha"]) await world.patient(name);
    await stopAddress(ports, { channel: "sms", address: ours, actor, cause: "m1" }, "all");
    await startAddress(ports, { channel: "sms", address: started, actor, cause: "m2" });
    const list = listOf(
      { address: theirs, since: monday },
      { address: started, since: "2026-01-01T00:00:00.000Z" },
    );
    const first = await reconcileOptOuts({ ...ports, optOuts: list });
    expect(first.disagreements.map((d) => d.mending).sort()).toEqual([
      "add_theirs",
      "remove_theirs",
      "stop_ours",
    ]);
    expect(first.disagreements.every((d) => d.mended)).toBe(true);
    expect(JSON.stringify(first)).not.toContain("+1");
    expect([...list.now.keys()].sort()).toEqual([ours, theirs].sort());
    const state = await ports.records.get("addressState", addressKey("sms", theirs));
    expect(state?.data.stopped).toBe("all");
    expect((await reconcileOptOuts({ ...ports, optOuts: list })).disagreements).toEqual([]);
  });
  it("go on where one cannot be mended, and say so", async () => {
    const world = await aWorld();
    const ports = { ...world.system.ports, log: quiet };
    await world.patient("maria");
    await stopAddress(ports, { channel: "sms", address: phoneOf("maria"), actor, cause: "m1" }, "all");
    const broken = { ...listOf(), add: async () => Promise.reject(new Error("throttled")) };
    const { disagreements } = await reconcileOptOuts({ ...ports, optOuts: broken });
    expect(disagreements).toMatchObject([{ mending: "add_theirs", mended: false }]);
  });
  it("are mended towards the opt-out unless a START came after it", () => {
    const instant = fc.constantFrom(
      "2026-01-01T00:00:00.000Z",
      "2026-02-01T00:00:00.000Z",
      "2026-03-01T00:00:00.000Z",
    );
    const stopped = fc.constantFrom<"all" | string[]>("all", [], ["billing"]);
    fc.assert(
      fc.property(fc.option(fc.record({ stopped, at: instant })), fc.option(instant), (ours, since) => {
        const mending = mendingOf(ours ?? undefined, since ? { since } : undefined);
        if (ours?.stopped === "all") expect(mending).toBe(since ? "none" : "add_theirs");
        else if (!since) expect(mending).toBe("none");
        else if (mending === "remove_theirs")
          expect(ours?.stopped.length === 0 && ours.at > since).toBe(true);
        else expect(mending).toBe("stop_ours");
      }),
    );
  });
});
