import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Campaign } from "#lib/domain/campaign/campaign.ts";
import { type Pace, slotFor, turnOf } from "#lib/domain/campaign/slots.ts";
import { patientIdFrom } from "#lib/domain/ids.ts";
import { type Policy, defaultPolicy as policy } from "#lib/domain/policy/policy.ts";
import type { Reach } from "#lib/domain/reach/reach.ts";
import { isAllowed } from "#lib/domain/time/hours.ts";
import type { Channel } from "#lib/domain/words.ts";
import { aReach, aTuesday, hours, later } from "#test/support/builders.ts";

const pace = (more: Partial<Pace> = {}): Pace => ({
  ...{ from: aTuesday, now: aTuesday, share: 1, throttle: { perHour: 50 }, seed: "p~0" },
  ...more,
});
const zones = ["America/New_York", "America/Los_Angeles", "Pacific/Honolulu"];
const patient = (n: number, channel: Channel = "sms") => {
  const reach = aReach({ patientId: patientIdFrom("test", String(n)) });
  return { reach: { ...reach, who: { ...reach.who, timeZone: zones[n % 3] as string } }, policy, channel };
};
const senders = { sms: 9, email: 9, voice: 9 };
const hourOf = (at: string, from: string): number =>
  Math.floor((Date.parse(at) - Date.parse(from)) / hours(1));

describe("turns of a campaign", () => {
  it("are in no hour more than the rate, within everybody's own hours, and not all at its beginning", () => {
    const taken = {};
    const slots = Array.from({ length: 600 }, (_, n) => ({
      n,
      at: slotFor(pace(), taken, patient(n)) as string,
    }));
    const perHour = Map.groupBy(slots, ({ at }) => hourOf(at, aTuesday));
    for (const some of perHour.values()) expect(some.length).toBeLessThanOrEqual(50);
    for (const { n, at } of slots)
      expect(isAllowed(at, patient(n).reach.who.timeZone, policy.hours)).toBe(true);
    expect(new Set(slots.map(({ at }) => at)).size).toBeGreaterThan(500);
    expect(perHour.get(0)).toHaveLength(50);
  });

  it("are the same when they are planned again", () => {
    const once = () => {
      const taken = {};
      return Array.from({ length: 100 }, (_, n) => slotFor(pace(), taken, patient(n)));
    };
    expect(once()).toEqual(once());
  });

  it("come, for whoever asks again when it is time", () => {
    for (let n = 0; n < 20; n++) {
      const first = slotFor(pace(), {}, patient(n)) as string;
      const half = later(aTuesday, (Date.parse(first) - Date.parse(aTuesday)) / 2);
      expect(slotFor(pace({ now: half }), {}, patient(n))).toBe(first);
      expect(slotFor(pace({ now: first }), {}, patient(n))).toBe(first);
    }
  });

  it("keep to the rate of one sender, beside the others", () => {
    const throttle = { perHour: 1000, perChannel: { voice: 5 } };
    const taken = {};
    const calls = Array.from({ length: 30 }, (_, n) =>
      slotFor(pace({ throttle }), taken, patient(n, "voice")),
    );
    const perHour = Map.groupBy(calls as string[], (at) => hourOf(at, aTuesday));
    for (const some of perHour.values()) expect(some.length).toBeLessThanOrEqual(5);
    const text = slotFor(pace({ throttle }), taken, patient(0)) as string;
    expect(hourOf(text, aTuesday)).toBe(0);
  });

  it("are never in the past, however long it was paused", () => {
    const now = later(aTuesday, hours(5.5));
    const taken = { "all:0": 50, "all:1": 50 };
    const at = slotFor(pace({ now }), taken, patient(0)) as string;
    expect(at >= now).toBe(true);
    expect(Object.keys(taken)).toEqual(["all:from", "all:5"]);
  });

  it("take places of their hour, and of no other", () => {
    const taken = {};
    for (let n = 0; n < 3; n++) slotFor(pace(), taken, patient(3 * n));
    expect(taken).toEqual({ "all:0": 3 });
  });

  it("are never before its beginning, however early they are planned", () => {
    const early = later(aTuesday, -hours(30));
    for (let n = 0; n < 10; n++) {
      const own = pace({ now: early, share: 0.01, throttle: { perHour: 20 }, seed: `p~${n}` });
      expect((slotFor(own, {}, patient(3 * n)) as string) >= aTuesday).toBe(true);
    }
  });

  it("are none where a year has no room", () => {
    const full = Object.fromEntries(Array.from({ length: 24 * 366 * 3 }, (_, n) => [`all:${n}`, 1]));
    const own = pace({ throttle: { perHour: 1 } });
    expect(slotFor(own, full, patient(0))).toBeUndefined();
    delete full["all:168"];
    expect(slotFor(own, full, patient(0))?.slice(0, 10)).toBe("2026-06-09");
  });

  it("are together no more than the rate, over parts of any size", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 8, max: 400 }), (parts, perHour) => {
        const slots = Array.from({ length: parts }, (_, p) => {
          const taken = {};
          const own = pace({ share: 1 / parts, seed: `p~${p}`, throttle: { perHour } });
          return Array.from({ length: 40 }, (_, n) => slotFor(own, taken, patient(3 * n)) as string);
        }).flat();
        const counts = Map.groupBy(slots, (at) => hourOf(at, aTuesday));
        for (const some of counts.values()) expect(some.length).toBeLessThanOrEqual(perHour);
      }),
      { numRuns: 30 },
    );
  });

  it("come one at a time, far apart, where a part's share is less than one an hour", () => {
    const own = pace({ share: 0.01, throttle: { perHour: 20 } });
    const taken = {};
    const slots = Array.from({ length: 6 }, (_, n) => slotFor(own, taken, patient(3 * n)) as string).sort();
    for (const [n, at] of slots.entries())
      if (n > 0) expect(Date.parse(at) - Date.parse(slots[n - 1] as string)).toBeGreaterThan(hours(3));
  });
});

describe("the sender whose rate a patient's turn is counted by", () => {
  const works = aReach().addresses;
  const broken = works.map((a) => (a.channel === "sms" ? { ...a, health: "bad" as never } : a));
  const template = (channels: Channel[] | "preferred") => ({ template: "note", channels });
  const journey = { journey: "recall" };
  const preferred = template("preferred");
  const textFirst = { channelOrder: ["sms", "email"] satisfies Channel[] };
  const mailFirst = { channelOrder: ["email", "sms"] satisfies Channel[] };

  it.each([
    ["the campaign's first channel", template(["email", "sms"]), {}, textFirst, "email"],
    [
      "the next where the first does not work",
      template(["sms", "email"]),
      { addresses: broken },
      {},
      "email",
    ],
    ["the next where the patient has no address", template(["voice", "sms"]), {}, {}, "sms"],
    ["all, where none of the campaign's works", template(["voice"]), {}, {}, "all"],
    ["the customer's first", preferred, {}, mailFirst, "email"],
    ["the patient's own first", preferred, { order: ["email"] }, textFirst, "email"],
    ["the customer's, where the patient's does not work", preferred, { order: ["voice"] }, textFirst, "sms"],
    ["of a journey the same", journey, { order: ["email"] }, textFirst, "email"],
  ] as [string, Campaign["send"], Partial<Reach>, Partial<Policy>, string][])(
    "is %s",
    (_, send, reach, own, sender) => {
      const taken = {};
      const throttle = { perHour: 50, perChannel: senders };
      const recipient = { reach: aReach(reach), policy: { ...policy, ...own }, campaign: { send } };
      expect(turnOf(pace({ throttle }), taken, recipient)).toBeTypeOf("string");
      expect(taken).toEqual({ [`${sender}:0`]: 1 });
    },
  );
});
