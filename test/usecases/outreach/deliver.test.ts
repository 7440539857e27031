import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { directOutreachId } from "#lib/domain/ids.ts";
import type { Change } from "#lib/domain/kinds.ts";
import { aboutVisit } from "#lib/domain/outreach/plan.ts";
import { usedBudget } from "#lib/domain/reach/claims.ts";
import { withStop, withVisit } from "#lib/domain/reach/reach.ts";
import { type SendResult, UnknownEnd, VersionConflict } from "#lib/ports.ts";
import { cancelOutreach } from "#lib/usecases/outreach/cancel-outreach.ts";
import {
  anAppointment,
  anEnrollment,
  anOutreach,
  aPolicy,
  aReach,
  aTemplate,
  aTuesday,
  days,
  hours,
  later,
  patientId,
} from "#test/support/builders.ts";
import { delivery, type Given, watched } from "#test/support/delivery.ts";

const by = { actor: { type: "staff" as const, id: "desk" }, reason: "test" };
const many = (n: number) =>
  Array.from({ length: n }, (_, i) => anOutreach({ id: directOutreachId(patientId, `m${i}`) }));
const ending = (result: SendResult) => async () => result;
const refusal = (code: "landline" | "content") => ending({ outcome: "refused", code, detail: code });

describe("a message that is due", () => {
  it("leaves once, and says so", async () => {
    const d = await delivery();
    expect(await d.trigger()).toBe("sent");
    expect(d.sent).toMatchObject([
      { channel: "sms", address: "+13125550100", body: "Hello Maria", attempt: 1 },
    ]);
    expect(await d.outreach()).toMatchObject({
      status: "sent",
      reason: "accepted",
      decisions: [{ verdict: "send", channel: "sms" }],
      attempts: [{ n: 1, outcome: "accepted", addressId: "cp-sms" }],
    });
    expect((await d.reach()).budget).toMatchObject({ dayUsed: 1, weekUsed: 1 });
  });

  it("leaves in the patient's format, and the attempt says where that was not to be had", async () => {
    const texts = aTemplate().content.variants;
    const large = texts.map((one) => ({ ...one, body: "HELLO", format: "large-print" as const }));
    const template = aTemplate();
    const reach = aReach();
    const wishing = (format: "large-print" | "easy-read") =>
      delivery({
        reach: { ...reach, who: { ...reach.who, format } },
        template: { ...template, content: { ...template.content, variants: [...texts, ...large] } },
      });
    const served = await wishing("large-print");
    await served.trigger();
    expect(served.sent).toMatchObject([{ body: "HELLO", format: "large-print" }]);
    expect((await served.outreach()).attempts[0]).not.toHaveProperty("fellBackFrom");
    const unserved = await wishing("easy-read");
    await unserved.trigger();
    expect(unserved.sent[0]).toMatchObject({ body: "Hello Maria" });
    expect((await unserved.outreach()).attempts[0]).toMatchObject({ fellBackFrom: { format: "easy-read" } });
  });

  it("takes two writes: the claim and the fate", async () => {
    const d = await delivery();
    const before = d.records.drain().length;
    await d.trigger();
    expect([before > 0, d.records.drain().map((c) => c.after.event.type)]).toEqual([
      true,
      ["outreach.claimed", "outreach.sent"],
    ]);
  });

  it("waits for the morning, and leaves then", async () => {
    const d = await delivery({ now: later(aTuesday, hours(13)) });
    expect(await d.trigger()).toBe("held");
    expect(await d.outreach()).toMatchObject({ reason: "quiet_hours", dueAt: "2026-06-03T13:00:00.000Z" });
    expect((await d.reach()).budget.dayUsed).toBe(0);
    d.clock.at = "2026-06-03T13:00:00.000Z";
    expect(await d.trigger()).toBe("sent");
  });

  it("waits for the next day where the budget is spent", async () => {
    const [first, second] = many(2) as [ReturnType<typeof anOutreach>, ReturnType<typeof anOutreach>];
    const d = await delivery({ outreaches: [first, second] });
    await d.trigger(first.id);
    expect(await d.trigger(second.id)).toBe("held");
    expect(await d.outreach(second.id)).toMatchObject({ reason: "daily_budget" });
    d.clock.at = (await d.outreach(second.id)).dueAt;
    expect(await d.trigger(second.id)).toBe("sent");
  });

  it.each<[string, Given, string]>([
    ["the patient has died", { reach: aReach({ who: { ...aReach().who, deceased: true } }) }, "deceased"],
    ["its enrollment has ended", { enrollment: anEnrollment({ status: "ended" }) }, "enrollment_not_active"],
    ["its use is over", { outreach: { expiresAt: aTuesday } }, "expired"],
    ["its template was retired", { template: aTemplate({}, "retired") }, "template_not_published"],
    ["its template is gone", { template: undefined }, "template_not_published"],
    ["there is no address", { reach: aReach({ addresses: [] }) }, "no_address"],
    ["every address was stopped", { reach: withStop(aReach(), ["cp-sms", "cp-email"], "all") }, "opted_out"],
    ["nothing is consented", { policy: { impliedConsent: [] } }, "no_consent"],
    ["the topic is not wanted", { reach: aReach({ declined: ["appointments"] }) }, "topic_declined"],
    ["it would tell a diagnosis", { outreach: { privacy: "phi" } }, "privacy_class"],
  ])("is suppressed where %s", async (_, given, reason) => {
    const enrolled = given.enrollment && {
      outreach: { id: given.enrollment.open.outreachIds[0] as string, enrollmentId: given.enrollment.id },
    };
    const d = await delivery({ ...given, ...enrolled });
    expect(await d.trigger()).toBe("suppressed");
    expect(await d.outreach()).toMatchObject({ status: "suppressed", reason });
    expect(d.sent).toEqual([]);
  });

  it.each<[string, Given, string]>([
    [
      "its address is dead",
      {
        reach: aReach({
          addresses: aReach().addresses.map((a, i) => ({ ...a, health: i ? "ok" : "bounced" })),
        }),
      },
      "address_unhealthy",
    ],
    ["its address was stopped", { reach: withStop(aReach(), ["cp-sms"], "all") }, "opted_out"],
    [
      "the template has no words for it",
      { template: aTemplate({ variants: aTemplate().content.variants.slice(1) }) },
      "template_variant_missing",
    ],
    ["it is switched off", { policy: { channels: ["email"] } }, "channel_off"],
    [
      "it cannot be rendered",
      {
        template: aTemplate({
          variants: aTemplate().content.variants.map((v, i) => (i ? v : { ...v, body: "{{ visit.date }}" })),
        }),
      },
      "render_failed",
    ],
  ])("goes to the next channel where %s", async (_, given, reason) => {
    const d = await delivery(given);
    expect(await d.trigger()).toBe("planned");
    expect(await d.outreach()).toMatchObject({
      channel: "email",
      reason,
      decisions: [{ verdict: "drop", reason }],
    });
    expect(await d.trigger()).toBe("nothing_to_do");
    expect(await d.trigger(d.first.id, "email")).toBe("sent");
    expect(d.sent.map((e) => e.channel)).toEqual(["email"]);
  });

  it("says the date in the language that was found, not the one that was wished", async () => {
    const visit = anAppointment();
    const reach = withVisit(aReach({ who: { ...aReach().who, language: "fr" } }), visit, aTuesday);
    const template = aTemplate({
      variants: [{ channel: "sms", language: "en", body: "{{ visit.weekday }}" }],
    });
    const d = await delivery({ reach, template, outreach: { about: aboutVisit(visit) } });
    await d.trigger();
    expect(d.sent.map((e) => [e.language, e.body])).toEqual([["en", "Tuesday"]]);
  });
});

describe("a trigger", () => {
  it.each<[string, Given["outreach"], "sms" | "email"]>([
    ["that comes early", { dueAt: later(aTuesday, 1) }, "sms"],
    ["of a channel left behind", { channel: "email" }, "sms"],
    ["of a message that was sent", { status: "sent" }, "sms"],
    ["of a message that was cancelled", { status: "cancelled" }, "sms"],
  ])("%s does nothing", async (_, outreach, channel) => {
    const d = await delivery({ outreach: outreach as object });
    expect(await d.trigger(d.first.id, channel)).toBe("nothing_to_do");
    expect([d.sent, await d.version()]).toEqual([[], 1]);
  });

  it("of nothing does nothing", async () => {
    const d = await delivery();
    expect(await d.trigger(directOutreachId(patientId, "nothing"))).toBe("nothing_to_do");
  });

  it("may come twenty times at once, and one message leaves", async () => {
    const d = await delivery();
    await Promise.all(Array.from({ length: 20 }, () => d.trigger()));
    await d.trigger();
    expect(d.sent).toHaveLength(1);
    expect((await d.outreach()).status).toBe("sent");
  });
});

it("lets one of thirty messages leave at once where one a day may, and holds the others", async () => {
  const d = await delivery({ outreaches: many(30) });
  const ends = await Promise.all(many(30).map(({ id }) => d.trigger(id)));
  expect(ends.filter((e) => e === "sent")).toHaveLength(1);
  expect(ends.filter((e) => e === "held")).toHaveLength(29);
  expect(d.sent).toHaveLength(1);
});

describe("how a call ends", () => {
  it("refused: the next channel, and what it says of the address is remembered", async () => {
    const d = await delivery({ answer: refusal("landline") });
    expect(await d.trigger()).toBe("planned");
    expect(await d.outreach()).toMatchObject({
      channel: "email",
      attempts: [{ outcome: "refused", code: "landline" }],
    });
    expect((await d.reach()).addresses[0]?.health).toBe("landline");
    expect((await d.records.get("patient", patientId))?.data.contactPoints[0]?.health).toBe("landline");
    expect((await d.reach()).budget.dayUsed).toBe(1);
  });

  it("refused everywhere: failed, and the budget is given back", async () => {
    const d = await delivery({ answer: refusal("content") });
    await d.trigger();
    expect(await d.trigger(d.first.id, "email")).toBe("failed");
    expect(await d.outreach()).toMatchObject({ status: "failed", reason: "content" });
    expect((await d.reach()).budget).toMatchObject({ dayUsed: 0, weekUsed: 0 });
  });

  it("throttled: held, and sent later by the same budget", async () => {
    const answers: SendResult[] = [
      { outcome: "throttled", code: "Rate", retryAfterSeconds: 10 },
      { outcome: "accepted", providerId: "p" },
    ];
    const d = await delivery({ answer: async () => answers.shift() as SendResult });
    expect(await d.trigger()).toBe("held");
    expect(await d.outreach()).toMatchObject({ reason: "throttled", dueAt: later(aTuesday, 10_000) });
    d.clock.at = later(aTuesday, 10_000);
    expect(await d.trigger()).toBe("sent");
    expect((await d.outreach()).attempts.map((a) => a.n)).toEqual([1, 2]);
    expect((await d.reach()).budget.dayUsed).toBe(1);
  });

  it("throttled, and then of no use any more: the budget is given back", async () => {
    const answer = ending({ outcome: "throttled", code: "Rate", retryAfterSeconds: 10 });
    const d = await delivery({ answer, outreach: { expiresAt: later(aTuesday, 5_000) } });
    await d.trigger();
    d.clock.at = later(aTuesday, 10_000);
    expect(await d.trigger()).toBe("suppressed");
    expect((await d.reach()).budget.dayUsed).toBe(0);
  });

  it("not known: unknown, and never sent again", async () => {
    const d = await delivery({
      answer: async () => {
        throw new UnknownEnd("sms", "ETIMEDOUT");
      },
    });
    expect(await d.trigger()).toBe("unknown");
    d.clock.at = later(aTuesday, days(1));
    expect(await d.trigger()).toBe("nothing_to_do");
    expect(d.sent).toHaveLength(1);
    expect((await d.reach()).budget.dayUsed).toBe(1);
  });
});

class Crash extends Error {}

describe("a sender that dies", () => {
  /** Dies before the k-th call on the table, or right after it was carried out. */
  const die = async (k: number, when: "before" | "after", given: Given = {}) => {
    const d = await delivery(given);
    let reached = false;
    const stop = (call: number) => {
      if (call < k) return;
      reached = true;
      throw new Crash();
    };
    const over =
      when === "before"
        ? watched(d.records, stop)
        : { ...watched(d.records, () => {}), ...dyingAfter(d.records, stop) };
    await d.trigger(d.first.id, "sms", over).catch((error) => {
      if (!(error instanceof Crash)) throw error;
    });
    const calls = d.sent.length;
    for (const minutes of [0, 0, 2, 5]) {
      d.clock.at = later(d.clock.at, minutes * 60_000);
      for (const channel of ["sms", "email"] as const) await d.trigger(d.first.id, channel);
    }
    return { d, reached, calls };
  };
  const dyingAfter = (records: Parameters<typeof watched>[0], stop: (call: number) => void) => {
    let saves = 0;
    return {
      save: async (changes: Change[]) => {
        await records.save(changes);
        stop(++saves);
      },
    };
  };

  it.each<["before" | "after", string, Given, number]>([
    ["before", "accepted", {}, 1],
    ["after", "accepted", {}, 1],
    ["before", "refused", { answer: refusal("landline") }, 2],
    ["after", "refused", { answer: refusal("landline") }, 2],
  ])(
    "%s any step, of a call that is %s, leaves one call per claim and a fate",
    async (when, _, given, most) => {
      let k = 1;
      for (; k < 40; k++) {
        const { d, reached } = await die(k, when, given);
        const { status } = await d.outreach();
        expect(d.sent.length).toBeLessThanOrEqual(most);
        expect(new Set(d.sent.map((e) => `${e.channel} ${e.attempt}`)).size).toBe(d.sent.length);
        expect(["sent", "unknown", "failed"]).toContain(status);
        if (status === "unknown") expect((await d.outreach()).attempts.at(-1)?.code).toBe("sender_lost");
        if (!reached) break;
      }
      expect(k).toBeGreaterThan(when === "before" ? 4 : 2);
      expect(k).toBeLessThan(40);
    },
  );

  it("is given time to come back before it is given up", async () => {
    const d = await delivery();
    let saves = 0;
    const over = watched(d.records, (_, what) => {
      if (what === "save" && ++saves > 1) throw new Crash();
    });
    await expect(d.trigger(d.first.id, "sms", over)).rejects.toThrow(Crash);
    expect([await d.trigger(), d.sent.length]).toEqual(["in_flight", 1]);
    d.clock.at = later(aTuesday, 60_000);
    expect(await d.trigger()).toBe("unknown");
    expect(d.sent).toHaveLength(1);
  });
});

it("knows its own claim where the write came through and its answer was lost", async () => {
  const d = await delivery();
  let lost = false;
  const over = {
    ...watched(d.records, () => {}),
    save: async (changes: Change[]) => {
      await d.records.save(changes);
      if (!lost && changes[0]?.kind === "reach") {
        lost = true;
        throw new VersionConflict("the SDK repeated it and met itself");
      }
    },
  };
  expect(await d.trigger(d.first.id, "sms", over)).toBe("sent");
  expect(d.sent).toHaveLength(1);
  expect((await d.reach()).budget.dayUsed).toBe(1);
});

describe("what happens at the same moment", () => {
  const visit = anAppointment();
  const stop = (d: Awaited<ReturnType<typeof delivery>>) =>
    d.change((reach) => withStop(reach, ["cp-sms", "cp-email"], "all"));
  const move = (d: Awaited<ReturnType<typeof delivery>>) =>
    d.change((reach) =>
      withVisit(reach, { ...visit, start: later(visit.start as string, hours(1)) }, aTuesday),
    );
  const cancel = async (d: Awaited<ReturnType<typeof delivery>>) => {
    const { answer } = await cancelOutreach(d.ports(), d.first.id, by);
    return answer;
  };

  it.each<[string, (d: Awaited<ReturnType<typeof delivery>>) => Promise<unknown>, string[]]>([
    ["a STOP", stop, ["suppressed"]],
    ["a visit that moves", move, ["suppressed"]],
    ["a cancellation", cancel, ["cancelled"]],
  ])("%s: nothing leaves after it, wherever it comes in between", async (_, happen, ends) => {
    const reach = withVisit(aReach(), visit, aTuesday);
    let k = 1;
    const seen = new Set<string>();
    for (; k < 20; k++) {
      const d = await delivery({ reach, outreach: { about: aboutVisit(visit) } });
      let happened: { sentBefore: number; claimedBefore: boolean; answer: unknown } | undefined;
      const over = watched(d.records, async (call) => {
        if (call !== k) return;
        const claimedBefore = (await d.reach()).claims[d.first.id] !== undefined;
        happened = { sentBefore: d.sent.length, claimedBefore, answer: await happen(d) };
      });
      await d.trigger(d.first.id, "sms", over);
      if (!happened) break;
      const { status } = await d.outreach();
      if (happened.claimedBefore) expect([status, d.sent.length]).toEqual(["sent", 1]);
      else expect([d.sent.length, ends.includes(status)]).toEqual([0, true]);
      if (happened.answer === "too_late") expect(happened.claimedBefore).toBe(true);
      seen.add(status);
    }
    expect(k).toBeGreaterThan(4);
    expect([...seen].sort()).toEqual([...ends, "sent"].sort());
  });

  it("lets a slow sender finish what was given up as lost", async () => {
    const d = await delivery({
      answer: async () => {
        d.clock.at = later(aTuesday, 61_000);
        await d.trigger();
        return { outcome: "accepted", providerId: "late" };
      },
    });
    expect(await d.trigger()).toBe("sent");
    expect([d.sent.length, (await d.outreach()).attempts]).toMatchObject([1, [{ providerId: "late" }]]);
  });
});

it("never sends over the budget, whatever is triggered when, by however many at once", async () => {
  const story = fc.array(fc.record({ h: fc.nat(9 * 24), ids: fc.uniqueArray(fc.nat(9), { minLength: 1 }) }), {
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(story, async (moments) => {
      const d = await delivery({ outreaches: many(10) });
      const left: string[] = [];
      for (const { h, ids } of moments.toSorted((a, b) => a.h - b.h)) {
        d.clock.at = later(aTuesday, hours(h));
        const before = d.sent.length;
        await Promise.all(ids.map((i) => d.trigger(many(10)[i]?.id)));
        left.push(...d.sent.slice(before).map(() => d.clock.at));
      }
      expect(new Set(left.map((at) => at.slice(0, 10))).size).toBe(left.length);
      const { budget } = await d.reach();
      expect(usedBudget(budget, budget.day, budget.week).week).toBeLessThanOrEqual(aPolicy().budget.perWeek);
    }),
    { numRuns: 25 },
  );
});
