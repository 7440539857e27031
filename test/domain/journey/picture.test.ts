import { describe, expect, it } from "vitest";
import type { Step } from "#lib/domain/journey/grammar.ts";
import { journeyPicture } from "#lib/domain/journey/picture.ts";
import { journeyOf } from "#test/support/journeys.ts";
import {
  ask,
  branch,
  checkIn,
  end,
  form,
  message,
  notify,
  over,
  staffTask,
  wait,
} from "#test/support/steps.ts";

const shapes: [RegExp, string][] = [
  [/^\(\["(.*)"\]\)$/, "round"],
  [/^\{"(.*)"\}$/, "diamond"],
  [/^\[\/"(.*)"\/\]$/, "leaning"],
  [/^\["(.*)"\]$/, "box"],
];
const unescaped = (text: string) =>
  text.replaceAll("<br/>", "\n").replace(/#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

type Drawn = {
  boxes: { shape: string; words: string }[];
  arrows: string[];
  marked: string[];
  begins: string[];
};

/** What Mermaid would draw: each line is a box, an arrow, or says which box is marked and how. */
function drawn(picture: string): Drawn {
  const [first, ...lines] = picture.split("\n").map((line) => line.trim());
  expect(first).toBe("flowchart TD");
  const found: Drawn = { boxes: [], arrows: [], marked: [], begins: [] };
  const words = new Map<string, string>();
  const ways: [string, string, string][] = [];
  let style = "";
  for (const line of lines) {
    const begin = /^begin\(\(" "\)\) --> (s\d+)$/.exec(line);
    const way = /^(s\d+) -->(?:\|"(.*)"\|)? (s\d+)$/.exec(line);
    const box = /^(s\d+)([([{].*)$/.exec(line);
    const mark = /^class (s\d+) here$/.exec(line);
    if (begin) found.begins.push(begin[1] as string);
    else if (way) ways.push([way[1] as string, unescaped(way[2] ?? ""), way[3] as string]);
    else if (mark) found.marked.push(mark[1] as string);
    else if (box) {
      const [pattern, shape] = shapes.find(([one]) => one.test(box[2] as string)) ?? [/(.*)/, "none"];
      const text = unescaped(pattern.exec(box[2] as string)?.[1] as string);
      words.set(box[1] as string, text.split("\n")[0] as string);
      found.boxes.push({ shape, words: text });
    } else style += line;
  }
  expect(style).toMatch(found.marked.length > 0 ? /^classDef here \S+:\S+$/ : /^$/);
  const name = (id: string) => words.get(id) as string;
  found.arrows = ways.map(([from, label, to]) => `${name(from)} -${label}-> ${name(to)}`);
  return { ...found, marked: found.marked.map(name), begins: found.begins.map(name) };
}
const pictureOf = (...given: Parameters<typeof journeyOf>) => drawn(journeyPicture(journeyOf(...given)));

describe("the picture for Mermaid", () => {
  it("shows where it begins, every way with its word, and where an enrollment stands", () => {
    const draft = journeyOf({ a: ask({ onSilence: "call" }), call: staffTask(), ...over });
    expect(drawn(journeyPicture(draft, "call"))).toMatchObject({
      begins: ["a"],
      arrows: [
        "a -confirmed-> over",
        "a -declined-> over",
        "a -silence-> call",
        "call -reached-> over",
        "call -silence-> over",
      ],
      marked: ["call"],
    });
    expect(drawn(journeyPicture(draft)).marked).toEqual([]);
    expect(drawn(journeyPicture(draft, "gone")).marked).toEqual([]);
  });

  it.each<[string, Step, string, string]>([
    ["an end", end("kept"), "round", "kept"],
    ["a choice", branch([["true", "over"]]), "diamond", ""],
    [
      "a share of the patients",
      { do: "split", arms: [{ name: "all", share: 1, next: "over" }] },
      "diamond",
      "",
    ],
    ["a message", message({ template: "thanks" }), "leaning", "message thanks"],
    ["a question", ask({ template: "confirm" }), "leaning", "ask confirm"],
    ["a form", form({ template: "fill-in" }), "leaning", "form fill-in"],
    ["a check-in", checkIn({ template: "pain" }), "leaning", "check-in pain"],
    ["a task for staff", staffTask({ queue: "nurses", title: "Call now" }), "box", "nurses: Call now"],
    ["a wait for a time", wait({ for: "P1D" }), "box", "wait P1D"],
    ["a wait for an event", wait({ event: "task.answered" }), "box", "wait for task.answered"],
    [
      "a wait for a moment",
      wait({ until: { anchor: "appointment.start", offset: "-P2D", at: "10:00" } }),
      "box",
      "wait until appointment.start -P2D 10:00",
    ],
    [
      "a wait for just a date",
      wait({ until: { anchor: "enrollment.started" } }),
      "box",
      "wait until enrollment.started",
    ],
    ["what is done at once", notify(), "box", "notify"],
  ])("draws %s by its own shape, with its name and its words", (_, step, shape, words) => {
    expect(pictureOf({ here: step, ...over }).boxes[0]).toEqual({
      shape,
      words: words ? `here\n${words}` : "here",
    });
  });

  it("leaves out what is named and is not there", () => {
    const picture = pictureOf({ a: branch([["true", "gone"]], "over"), ...over }, { start: "away" });
    expect(picture).toMatchObject({ begins: [], arrows: ["a -else-> over"] });
  });

  it("lets no text of an author become markup, and loses none of it", () => {
    const title = 'Call "<b> | & #34;\nnow';
    const picture = journeyPicture(journeyOf({ call: staffTask({ title }), ...over }));
    expect(drawn(picture).boxes[0]?.words).toBe(`call\nfront-desk: ${title}`);
    expect(picture.split("\n").find((line) => line.includes("Call"))).not.toMatch(/<b>|\| &|"<|& #/);
  });
});
