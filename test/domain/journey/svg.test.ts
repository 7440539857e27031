import { describe, expect, it } from "vitest";
import type { Step } from "#lib/domain/journey/grammar.ts";
import { journeySvg, type LiveCounts } from "#lib/domain/journey/svg.ts";
import { journeyOf } from "#test/support/journeys.ts";
import {
  branch,
  checkIn,
  end,
  form,
  message,
  notify,
  over,
  questions,
  staffTask,
  wait,
} from "#test/support/steps.ts";
import { allMarks, type Mark, numbersOf, readSvg } from "#test/support/svg.ts";

type Given = Parameters<typeof journeyOf>;
const pictureOf = (steps: Given[0], more: Given[1] = {}, live?: LiveCounts): Mark =>
  readSvg(journeySvg(journeyOf(steps, more), live));
const onlyOne = (picture: Mark, tag: string): Mark => {
  const found = allMarks(picture).filter((mark) => mark.tag === tag);
  expect(found).toHaveLength(1);
  return found[0] as Mark;
};
/** The words in a step's box, and beside the arrows. */
const wordsIn = (picture: Mark): string[][] =>
  picture.parts
    .filter(({ tag }) => tag === "g")
    .map(({ parts }) => parts.filter((one) => one.tag === "text").map(({ text }) => text));
const labels = (picture: Mark): string[] =>
  picture.parts.filter(({ tag }) => tag === "text").map(({ text }) => text);

describe("the words of a picture", () => {
  it("are each step's name and what it does", () => {
    const steps = { ask: checkIn({ template: "pain" }), choose: branch([["true", "over"]]), ...over };
    expect(wordsIn(pictureOf(steps))).toEqual([
      ["ask", "check-in pain"],
      ["choose", ""],
      ["over", "over"],
    ]);
  });

  it("say how many stand at a step, where somebody does", () => {
    const steps = { a: wait({ for: "P1D", next: "b" }), b: wait(), ...over };
    const live = { steps: { a: 7, b: 0 }, complete: true };
    expect(wordsIn(pictureOf(steps, {}, live))).toEqual([
      ["a", "wait P1D", "7"],
      ["b", "wait P1D"],
      ["over", "over"],
    ]);
    expect(allMarks(pictureOf(steps)).filter(({ tag }) => tag === "circle")).toEqual([]);
  });

  it("are beside one arrow all the answers that lead there, each once", () => {
    const twice = message({ next: "over", onUndeliverable: "over" });
    expect(labels(pictureOf({ twice, ...over }))).toEqual(["undeliverable"]);
    const steps = {
      choose: branch([
        ["a", "say"],
        ["b", "over"],
        ["b", "over"],
      ]),
      say: message(),
      ...over,
    };
    expect(labels(pictureOf(steps))).toEqual(["a", "b, else"]);
    expect(labels(pictureOf({ a: wait(), ...over }))).toEqual([]);
  });

  it.each([
    ["a name", 32, (text: string) => wordsIn(pictureOf({ [text]: end() }))[0]?.[0]],
    ["what a step does", 38, (text: string) => wordsIn(pictureOf({ a: end(text) }))[0]?.[1]],
    [
      "a condition",
      26,
      (text: string) => labels(pictureOf({ a: branch([[text, "b"]]), b: end(), ...over }))[0],
    ],
  ])("are cut where %s is longer than %i letters, and visibly", (_, most, shown) => {
    const fits = "x".repeat(most);
    expect(shown(fits)).toBe(fits);
    expect(shown(`${fits}y`)).toBe(`${fits.slice(1)}…`);
  });

  it("never become markup, and none is lost but signs that nobody sees", () => {
    const evil = `"><script>alert('1')</script>&`;
    const picture = pictureOf(
      { a: staffTask({ queue: "q", title: evil }), ...over },
      { title: `${evil}\u0000\n!` },
    );
    expect(onlyOne(picture, "title").text).toBe(`${evil}  !`);
    expect(wordsIn(picture)[0]?.[1]).toBe(`q: ${evil}`);
    expect(onlyOne(picture, "desc").text).toContain(evil);
  });
});

describe("who does not see the picture", () => {
  const steps = { a: branch([["age > 60", "b"]], "over"), b: wait({ for: "P1D", next: "over" }), ...over };

  it("hears what it shows: every step, and where it leads", () => {
    const picture = pictureOf(steps, { title: "Rest" });
    const named = allMarks(picture).filter(({ at }) =>
      picture.at["aria-labelledby"]?.split(" ").includes(at.id ?? ""),
    );
    expect(picture.at.role).toBe("img");
    expect(named.map(({ text }) => text)).toEqual([
      "Rest",
      "Begins at a. a: branch. Leads to b (age > 60), over (else). b: wait P1D. Leads to over. over: over.",
    ]);
    expect(onlyOne(pictureOf(steps), "title").text).toBe("test-journey");
  });

  it("hears how many stand where, and whether all were counted", () => {
    const hears = (complete: boolean) =>
      onlyOne(pictureOf({ a: wait(), ...over }, {}, { steps: { a: 7 }, complete }), "desc").text;
    const counts = "a: wait P1D. 7 stand here. Leads to over. over: over. 0 stand here.";
    expect(hears(true)).toBe(`Begins at a. ${counts}`);
    expect(hears(false)).toBe(`Begins at a. The counts are of the first runs only. ${counts}`);
  });
});

describe("the look of a picture", () => {
  const boxOf = (step: Step): Mark => {
    const [group] = pictureOf({ a: step, ...over }).parts.filter(({ tag }) => tag === "g");
    return group?.parts[0] as Mark;
  };
  const roundness = (step: Step): number => {
    const [radius, height] = numbersOf(boxOf(step), "rx", "height") as [number, number];
    return radius / height;
  };

  it("tells an end by its round sides, and what a patient hears by its soft corners", () => {
    expect(roundness(end())).toBe(0.5);
    for (const step of [...questions(), message()]) {
      expect(roundness(step)).toBeGreaterThan(0.15);
      expect(roundness(step)).toBeLessThan(0.3);
    }
    for (const step of [wait(), staffTask(), branch([]), notify()]) expect(roundness(step)).toBeLessThan(0.1);
  });

  it("has a colour each for talk, for waits, for staff, for ends and for the rest", () => {
    const colour = (step: Step) => boxOf(step).at.stroke as string;
    expect(new Set([message(), ...questions()].map(colour)).size).toBe(1);
    expect(new Set([branch([]), notify()].map(colour)).size).toBe(1);
    const each = [form(), wait(), staffTask(), end(), notify()].map(colour);
    expect(new Set(each).size).toBe(each.length);
    for (const one of each) expect(one).toMatch(/^#[0-9a-f]{6}$/);
  });

  it("shows it in the dark too, with a head on every arrow", () => {
    const picture = pictureOf({ a: branch([["true", "over"]]), ...over });
    const dark = /^@media \(prefers-color-scheme:dark\)\{(.*)\}$/.exec(onlyOne(picture, "style").text)?.[1];
    for (const { at } of allMarks(picture))
      if (at.class) expect(dark).toMatch(new RegExp(`\\.${at.class}\\b`));
    const head = onlyOne(picture, "marker").at.id;
    const arrows = picture.parts.filter(({ tag }) => tag === "path");
    expect(arrows.map(({ at }) => at["marker-end"])).toEqual([`url(#${head})`]);
  });
});
