import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dryRunOf, type Foreseen, spanOf, type Tally, tallied } from "#lib/domain/campaign/dry-run.ts";
import { aTuesday, hours, later } from "#test/support/builders.ts";

const noon = later(aTuesday, hours(2));
const evening = later(aTuesday, hours(8));
const nothing: Tally = { counts: {} };
const tallyOf = (foreseen: Foreseen[]): Tally => foreseen.reduce(tallied, nothing);

describe("a campaign's dry run", () => {
  it("tells what would leave, be held and be dropped, by why, and what it would cost", () => {
    const tally = tallyOf([
      { verdict: "send", at: evening, parts: 2, usd: 0.0166 },
      { verdict: "hold", reason: "quiet_hours" },
      { verdict: "send", at: aTuesday, parts: 1, usd: 0.0083 },
      { verdict: "drop", reason: "opted_out" },
      { verdict: "drop", reason: "opted_out" },
      { verdict: "send", at: noon, parts: 1, usd: 0 },
    ]);
    expect(dryRunOf(tally, true)).toEqual({
      ...{ looked: 6, complete: true, send: 3, parts: 4, usd: 0.0249 },
      ...{ hold: { quiet_hours: 1 }, drop: { opted_out: 2 } },
      ...{ firstAt: aTuesday, lastAt: evening },
    });
  });

  it("of nobody is of nothing, and has no turns", () => {
    expect(dryRunOf(nothing, false)).toEqual({
      ...{ looked: 0, complete: false, send: 0, parts: 0, usd: 0, hold: {}, drop: {} },
    });
  });

  it("keeps the turns it had, where a patient would get nothing or has none", () => {
    const { counts: _, ...span } = tallyOf([
      { verdict: "send", at: noon, parts: 1, usd: 0 },
      { verdict: "hold", reason: "quiet_hours" },
      { verdict: "send", parts: 1, usd: 0 },
    ]);
    expect(span).toEqual({ firstAt: noon, lastAt: noon });
  });

  it("loses no millionth of a dollar over many", () => {
    const each: Foreseen = { verdict: "send", parts: 1, usd: 0.000_07 };
    expect(dryRunOf(tallyOf(Array(1000).fill(each)), true).usd).toBe(0.07);
  });

  it("leaves the tally that it adds to as it was", () => {
    tallied(nothing, { verdict: "drop", reason: "opted_out" });
    expect(nothing).toEqual({ counts: {} });
  });

  it("counts each patient it looked at once", () => {
    const foreseen = fc.oneof(
      fc.constant<Foreseen>({ verdict: "send", parts: 1, usd: 0.01 }),
      fc.record({ verdict: fc.constantFrom("hold", "drop"), reason: fc.constantFrom("a", "b") }),
    );
    fc.assert(
      fc.property(fc.array(foreseen), (all) => {
        const { looked, send, hold, drop } = dryRunOf(tallyOf(all), true);
        const why = [...Object.values(hold), ...Object.values(drop)];
        expect([looked, why.reduce((sum, n) => sum + n, send)]).toEqual([all.length, all.length]);
      }),
    );
  });
});

describe("the span of some instants", () => {
  it.each([
    ["of none", [], {}],
    ["of none that is known", [undefined], {}],
    ["of one", [noon], { firstAt: noon, lastAt: noon }],
    [
      "of several, in any order",
      [noon, undefined, evening, aTuesday],
      { firstAt: aTuesday, lastAt: evening },
    ],
  ])("%s", (_, instants, span) => {
    expect(spanOf(instants)).toStrictEqual(span);
  });
});
