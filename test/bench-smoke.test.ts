import { describe, expect, it } from "vitest";
import { bundles } from "./bench/bundles.ts";
import { regressions } from "./bench/compare.ts";
import { core } from "./bench/core/suite.ts";
import { day } from "./bench/day/suite.ts";
import { endToEnd } from "./bench/end-to-end.ts";
import { flows } from "./bench/flows/suite.ts";
import { measure, ratio, spreadOf } from "./bench/measure.ts";
import { optionsOf } from "./bench/options.ts";
import { machine, markdown } from "./bench/report.ts";
import { counted, type Result, timedResult } from "./bench/result.ts";

const quiet = (): void => undefined;

/** The longest of them: played once for all who look at it. */
let played: Promise<Result[]> | undefined;
const playedFlows = (): Promise<Result[]> => {
  played ??= flows("smoke", quiet);
  return played;
};

/** Benches rot unseen: each is run once, tiny. What is asserted is that it measures something, never how fast. */
const suites: [name: string, run: () => Promise<Result[]>, some: string][] = [
  ["core", () => core("smoke"), "decision: advance + full gate + render"],
  ["end to end", () => endToEnd("smoke"), "end to end on dynoxide: reminder journeys, booked to ended"],
  ["flows", playedFlows, "a direct message: write units from planned to receipt"],
  ["bundles", () => bundles("smoke", quiet), "bundle sweep: size"],
  ["the day", () => day(200, quiet), "a day of 200 patients: outreaches"],
];

describe("the bench", () => {
  it.each(suites)(
    "%s gives numbers with names, units and a spread",
    async (_, run, some) => {
      const results = await run();
      expect(results.map(({ name }) => name)).toContain(some);
      expect(new Set(results.map(({ name }) => name)).size).toBe(results.length);
      for (const { name, median, min, max, mad } of results) {
        expect(median, name).toBeGreaterThan(0);
        expect(min <= median && median <= max && mad >= 0, name).toBe(true);
      }
    },
    60_000,
  );

  it("counts the same calls each time it is asked", async () => {
    const calls = (results: Result[]) =>
      results.flatMap(({ name, unit, wobble, median }) => (unit === "" && !wobble ? [[name, median]] : []));
    expect(calls(await flows("smoke", quiet))).toEqual(calls(await playedFlows()));
  }, 60_000);

  it("measures in turn, so that two cases can be set in ratio", async () => {
    const order: string[] = [];
    const sleepy = (name: string) => ({ name, run: () => order.push(name) });
    const rates = await measure([sleepy("a"), sleepy("b")], { rounds: 3, roundMs: 0.01, warmMs: 0.01 });
    expect(ratio(rates, "a", "b").rounds).toBe(3);
    expect(order.join("").replaceAll(/(.)\1+/g, "$1").length).toBeGreaterThan(4);
  });
});

describe("a comparison", () => {
  const speed = (name: string, ...rates: number[]): Result => timedResult(name, "/s", spreadOf(rates));

  it("names what is slower beyond the spread of both runs, and nothing else", () => {
    const before = [speed("steady", 100, 101, 102), speed("noisy", 60, 100, 140), speed("gone", 1, 1, 1)];
    const now = [speed("steady", 80, 81, 82), speed("noisy", 50, 70, 90), speed("new", 1, 1, 1)];
    expect(regressions(before, now).map(({ name }) => name)).toEqual(["steady"]);
    expect(regressions(before, before)).toEqual([]);
  });

  it("names one write unit more", () => {
    const units = (n: number): Result[] => [counted("write units", "", n)];
    expect(regressions(units(6), units(7))[0]).toMatchObject({ name: "write units", before: 6, now: 7 });
    expect(regressions(units(7), units(6))).toEqual([]);
  });
});

describe("a report", () => {
  it("says what was measured on what, and which target was missed", () => {
    const results = [counted("reads | all", "", 2, { target: 1, note: "why" })];
    const text = markdown({
      machine: machine(),
      date: "2026-06-02T00:00:00Z",
      size: "smoke",
      sections: [{ title: "T", results }],
    });
    expect(text).toContain(process.version);
    expect(text).toContain("| reads \\| all | 2 |  | **≤ 1 missed**; why |");
  });

  it("refuses a suite that is not there", () => {
    expect(() => optionsOf(["--only", "cores"])).toThrow("there is no suite cores");
    expect(optionsOf(["--full"])).toMatchObject({ size: "full", patients: 1_000_000 });
  });
});
