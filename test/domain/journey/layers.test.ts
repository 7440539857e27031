import { describe, expect, it } from "vitest";
import { layered } from "#lib/domain/journey/layers.ts";
import { families } from "#lib/domain/library/journeys.ts";
import { journeyOf } from "#test/support/journeys.ts";
import { branch, end, notify, over, wait } from "#test/support/steps.ts";

const on = (next: string) => wait({ for: "P1D", next });
const rows = (...given: Parameters<typeof journeyOf>) => layered(journeyOf(...given)).layers;

describe("the rows of a picture", () => {
  it("put each step as far down as its shortest way from the start is long", () => {
    const steps = { a: branch([["true", "b"]], "c"), b: on("c"), c: on("d"), d: on("over"), ...over };
    expect(rows(steps)).toEqual([["a"], ["b", "c"], ["d"], ["over"]]);
  });

  it("show a step once, however many lead to it, and a circle once", () => {
    const steps = { a: branch([["true", "b"]], "c"), b: on("d"), c: on("d"), d: on("a") };
    expect(rows(steps)).toEqual([["a"], ["b", "c"], ["d"]]);
  });

  it("begin with the start and with where it begins again when the visit moves", () => {
    const steps = { a: on("b"), b: on("over"), again: on("over"), ...over };
    expect(rows(steps, { onMoved: "again" })).toEqual([
      ["a", "again"],
      ["b", "over"],
    ]);
    expect(rows(steps, { onMoved: "a" })).toEqual([["a"], ["b"], ["over"], ["again"]]);
  });

  it("end with the steps that nothing leads to", () => {
    expect(rows({ a: on("over"), lost: on("astray"), ...over, astray: end() })).toEqual([
      ["a"],
      ["over"],
      ["lost", "astray"],
    ]);
  });

  it("leave out what is named and is not there", () => {
    const draft = journeyOf({ a: branch([["true", "gone"]], "over"), ...over }, { onMoved: "away" });
    expect(layered(draft)).toMatchObject({
      layers: [["a"], ["over"]],
      arrows: [{ from: "a", to: "over", label: "else" }],
    });
    expect(rows({ a: notify("over"), ...over }, { start: "gone" })).toEqual([["a", "over"]]);
  });

  it.each(families.map(({ journey }) => [journey.id, journey] as const))(
    "of %s hold every step once, and no arrow leads down past a row",
    (_, journey) => {
      const { layers, arrows } = layered(journey);
      expect(layers.flat().sort()).toEqual(Object.keys(journey.steps).sort());
      const depth = (name: string) => layers.findIndex((row) => row.includes(name));
      for (const { from, to } of arrows) expect(depth(to)).toBeLessThanOrEqual(depth(from) + 1);
    },
  );
});
