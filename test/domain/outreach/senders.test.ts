import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inTurn, mayAskAnother, type Setback, setBack, weightAt } from "#lib/domain/outreach/senders.ts";

const minute = 60_000;
const now = Date.parse("2026-11-22T15:00:00.000Z");
const senders = [
  { name: "toll-free", weight: 3 },
  { name: "10dlc", weight: 1 },
];
const well = new Map<string, Setback>();

const someSenders = fc.uniqueArray(
  fc.record({ name: fc.string({ minLength: 1 }), weight: fc.integer({ min: 1, max: 100 }) }),
  { minLength: 1, maxLength: 5, selector: ({ name }) => name },
);
const someSetback = fc.array(
  fc.tuple(
    fc.constantFrom("throttled" as const, "refused" as const),
    fc.integer({ min: 0, max: 10 * minute }),
  ),
);
/** Set back again and again, each time a while after the last. */
const setBackBy = (times: [outcome: "throttled" | "refused", after: number][], from = now) =>
  times.reduce<{ known: Setback | undefined; at: number }>(
    ({ known, at }, [outcome, after]) => ({ known: setBack(known, outcome, at + after), at: at + after }),
    { known: undefined, at: from },
  );

/** Who comes first, over all lots alike. */
function shares(standing: ReadonlyMap<string, Setback>, at: number, of = senders): Record<string, number> {
  const lots = 10_000;
  const count: Record<string, number> = {};
  for (let i = 0; i < lots; i++) {
    const first = inTurn(of, standing, at, i / lots)[0]?.name as string;
    count[first] = (count[first] ?? 0) + 1 / lots;
  }
  return count;
}

describe("the senders of a channel", () => {
  it("share what leaves by their weights while all are well", () => {
    expect(shares(well, now)["toll-free"]).toBeCloseTo(0.75, 3);
  });

  it.each([
    ["the first of its share", 0, "a b c"],
    ["the last of its share", 0.199, "a b c"],
    ["the first of the next one's", 0.2, "b c a"],
    ["in the midst of the last one's", 0.75, "c b a"],
    ["the last there is", 0.999, "c b a"],
  ])("are asked by the lot, and then by their weight: %s", (_, lot, order) => {
    const three = [...["a", "b", "c"].entries()].map(([i, name]) => ({
      name,
      weight: [2, 5, 3][i] as number,
    }));
    const names = inTurn(three, well, now, lot).map(({ name }) => name);
    expect(names.join(" ")).toBe(order);
  });

  it("are none where there is none", () => {
    expect(inTurn([], well, now, 0.5)).toEqual([]);
  });

  it("are each asked once at most, whatever they went through", () => {
    fc.assert(
      fc.property(
        someSenders,
        someSetback,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (all, times, lot) => {
          const { known, at } = setBackBy(times);
          const standing = new Map(known ? [[all[0]?.name as string, known]] : []);
          const order = inTurn(all, standing, at, lot).map(({ name }) => name);
          expect(order.toSorted()).toEqual(all.map(({ name }) => name).toSorted());
        },
      ),
    );
  });

  it("go on with the others where an account refuses, but for a try now and then", () => {
    const refused = shares(new Map([["toll-free", setBack(undefined, "refused", now)]]), now);
    expect(refused["10dlc"]).toBeGreaterThan(0.9);
    expect(refused["toll-free"]).toBeGreaterThan(0.01);
  });

  it("lose half by a throttle, and half of the rest by the next", () => {
    const [a] = senders as [(typeof senders)[0]];
    const once = setBack(undefined, "throttled", now);
    expect(weightAt(a, new Map([[a.name, once]]), now)).toBeCloseTo(1.5);
    expect(weightAt(a, new Map([[a.name, setBack(once, "throttled", now)]]), now)).toBeCloseTo(0.75);
  });

  it("drift back: half of what was lost every two minutes, and nearly all of it in a quarter of an hour", () => {
    const standing = new Map([["toll-free", setBack(undefined, "refused", now)]]);
    const weightIn = (minutes: number) => weightAt(senders[0] as never, standing, now + minutes * minute);
    expect([weightIn(2), weightIn(4)].map((w) => Math.round(w * 100) / 100)).toEqual([1.5, 2.25]);
    expect(weightIn(15)).toBeGreaterThan(2.98);
  });

  it("never gain by a setback, never lose by time, and none ever starves", () => {
    fc.assert(
      fc.property(someSetback, fc.nat(60 * minute), fc.nat(60 * minute), (times, a, b) => {
        const { known, at } = setBackBy(times);
        const sender = { name: "s", weight: 10 };
        const weigh = (setback: Setback | undefined, when: number) =>
          weightAt(sender, new Map(setback ? [["s", setback]] : []), when);
        const [sooner, later] = [Math.min(a, b), Math.max(a, b)];
        expect(weigh(known, at + later)).toBeGreaterThanOrEqual(weigh(known, at + sooner) - 1e-9);
        expect(weigh(setBack(known, "throttled", at), at)).toBeLessThanOrEqual(weigh(known, at) + 1e-9);
        expect(weigh(known, at)).toBeGreaterThanOrEqual(0.02 * sender.weight);
      }),
    );
  });

  it.each([
    [{ outcome: "accepted" as const }, false],
    [{ outcome: "throttled" as const }, true],
    [{ outcome: "refused" as const, code: "account" }, true],
    [{ outcome: "refused" as const, code: "content" }, false],
    [{ outcome: "refused" as const, code: "address_invalid" }, false],
    [{ outcome: "refused" as const, code: "address_opted_out" }, false],
    [{ outcome: "refused" as const, code: "landline" }, false],
  ])("after %j another is asked: %s", (end, may) => {
    expect(mayAskAnother(end)).toBe(may);
  });
});
