import { describe, expect, it } from "vitest";
import type { JourneyDraft } from "#lib/domain/journey/definition.ts";
import { layered } from "#lib/domain/journey/layers.ts";
import { journeySvg } from "#lib/domain/journey/svg.ts";
import { families } from "#lib/domain/library/journeys.ts";
import { journeyOf } from "#test/support/journeys.ts";
import { ask, branch, message, over, wait } from "#test/support/steps.ts";
import { type Mark, type Point, pointOf, pointsOf, type Rect, readSvg, rectOf } from "#test/support/svg.ts";

type Box = Rect & { name: string; words: Mark[]; badge: Mark[] };
type Arrow = { line: Point[]; dashed: boolean; label?: Mark | undefined };
type Seen = { frame: Rect; boxes: Box[]; arrows: Arrow[]; depth: (name: string) => number };

/** What a person sees: boxes with words in them, and arrows with a word beside them. */
function seen(draft: JourneyDraft): Seen {
  const counts = Object.fromEntries(Object.keys(draft.steps).map((name) => [name, 3]));
  const picture = readSvg(journeySvg(draft, { steps: counts, complete: true }));
  const boxes = picture.parts
    .filter(({ tag }) => tag === "g")
    .map(({ parts: [box, name, caption, ...badge] }) => ({
      ...rectOf(box as Mark),
      name: (name as Mark).text,
      words: [name as Mark, caption as Mark],
      badge,
    }));
  const arrows = picture.parts.flatMap((mark, i) =>
    mark.tag === "path"
      ? [
          {
            line: pointsOf(mark.at.d as string),
            dashed: mark.at["stroke-dasharray"] !== undefined,
            label: picture.parts[i + 1]?.tag === "text" ? picture.parts[i + 1] : undefined,
          },
        ]
      : [],
  );
  const { layers } = layered(draft);
  const frame = rectOf({ ...picture, at: { ...picture.at, x: "0", y: "0" } });
  expect(picture.at.viewBox).toBe(`0 0 ${frame.right} ${frame.bottom}`);
  return { frame, boxes, arrows, depth: (name) => layers.findIndex((row) => row.includes(name)) };
}

const isIn = ({ x, y }: Point, { left, right, top, bottom }: Rect, slack = 0): boolean =>
  x > left + slack && x < right - slack && y > top + slack && y < bottom - slack;
const isAt = (a: Point | undefined, x: number, y: number): boolean =>
  a !== undefined && Math.abs(a.x - x) < 0.01 && Math.abs(a.y - y) < 0.01;
const apart = (a: Rect, b: Rect): number =>
  Math.max(a.left - b.right, b.left - a.right, a.top - b.bottom, b.top - a.bottom);

const on = (next: string) => wait({ for: "P1D", next });
const fork = (...to: string[]) => branch(to.map((next, i) => [`case ${i}`, next]));
const drafts: [string, JourneyDraft][] = [
  ["a row of one", journeyOf(over)],
  ["a way down", journeyOf({ a: on("b"), b: on("over"), ...over })],
  [
    "many ways back",
    journeyOf({
      a: fork("b"),
      b: fork("a", "c"),
      c: fork("a", "b", "d"),
      d: fork("a", "b", "c", "d"),
      ...over,
    }),
  ],
  [
    "ways along the last row",
    journeyOf({
      a: fork("b", "c", "d"),
      b: ask({ onSilence: "d" }),
      c: fork("b"),
      d: message({ next: "b" }),
      ...over,
    }),
  ],
  [
    "a broad row under a narrow one",
    journeyOf({
      a: fork("b", "c", "d", "e", "f"),
      ...Object.fromEntries("bcdef".split("").map((n) => [n, on("over")])),
      ...over,
    }),
  ],
  ["steps that nothing leads to", journeyOf({ a: on("over"), lost: on("a"), ...over }, { onMoved: "a" })],
  ...families.map(({ journey }): [string, JourneyDraft] => [journey.id, journey]),
];

describe.each(drafts)("the picture of %s", (_, draft) => {
  it("shows each step in a box of its own, in the row of its layer, with room around it", () => {
    const { frame, boxes, depth } = seen(draft);
    expect(boxes).toHaveLength(Object.keys(draft.steps).length);
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(i + 1)) {
        expect(apart(a, b)).toBeGreaterThanOrEqual(20);
        expect(Math.sign(a.top - b.top)).toBe(Math.sign(depth(a.name) - depth(b.name)));
      }
    const margin = Math.min(...boxes.map(({ top }) => top));
    expect(Math.min(...boxes.map(({ left }) => left))).toBe(margin);
    for (const { right, bottom } of boxes)
      expect(Math.min(frame.right - right, frame.bottom - bottom)).toBeGreaterThanOrEqual(margin);
  });

  it("sets every row in the middle", () => {
    const { boxes } = seen(draft);
    const rows = [...Map.groupBy(boxes, ({ top }) => top).values()];
    const middles = rows.map(
      (row) => Math.min(...row.map((b) => b.left)) + Math.max(...row.map((b) => b.right)),
    );
    expect(new Set(middles).size).toBe(1);
  });

  it("writes the words of a step into its box, and how many stand there into its corner", () => {
    for (const box of seen(draft).boxes) {
      const [name, caption] = box.words.map((mark) => pointOf(mark)) as [Point, Point];
      expect([name.x, caption.x]).toEqual([box.middle, box.middle]);
      expect(name.y - box.top).toBeGreaterThan(12);
      expect(caption.y - name.y).toBeGreaterThan(10);
      expect(box.bottom - caption.y).toBeGreaterThan(5);
      const [circle, count] = box.badge as [Mark, Mark];
      const centre = pointOf(circle, "cx", "cy");
      expect(isIn(centre, { ...box, left: box.right - 10, bottom: box.top + 10 })).toBe(true);
      expect(count).toMatchObject({ text: "3", at: { x: `${centre.x}` } });
      expect(
        isIn(pointOf(count), {
          ...box,
          left: centre.x - 1,
          right: centre.x + 1,
          top: centre.y,
          bottom: centre.y + 14,
        }),
      ).toBe(true);
    }
  });

  it("leads one arrow from box to box for each way there is: down, along below the row, or back up", () => {
    const { boxes, arrows } = seen(draft);
    const found = arrows.map(({ line, dashed }) => {
      const from = boxes.find((box) => isAt(line[0], box.middle, box.bottom)) as Box;
      const to = boxes.find((box) =>
        isAt(line.at(-1), box.middle, box.top === from.top ? box.bottom : box.top),
      ) as Box;
      expect(dashed).toBe(to.top <= from.top);
      return `${from.name} → ${to.name}`;
    });
    const ways = layered(draft).arrows.map(({ from, to }) => `${from} → ${to}`);
    expect(found.sort()).toEqual([...new Set(ways)].sort());
  });

  it("leads no arrow behind a box, nor out of the picture, and each one back beside the others", () => {
    const { frame, boxes, arrows } = seen(draft);
    const lanes: number[] = [];
    for (const { line } of arrows) {
      expect(line.filter((point) => !isIn(point, frame, 4) || boxes.some((box) => isIn(point, box)))).toEqual(
        [],
      );
      const [from, to] = [line[0], line.at(-1)] as [Point, Point];
      const across = line.map(({ x }) => x);
      expect(Math.min(...across)).toBeGreaterThanOrEqual(Math.min(from.x, to.x) - 0.01);
      if (to.y > from.y) expect(Math.max(...across)).toBeLessThanOrEqual(Math.max(from.x, to.x) + 0.01);
      if (to.y < from.y && !boxes.some((box) => isAt(to, box.middle, box.bottom)))
        lanes.push(Math.max(...across));
    }
    for (const [i, lane] of lanes.sort((a, b) => a - b).entries())
      expect(lane - (lanes[i - 1] ?? 0)).toBeGreaterThan(5);
  });

  it("writes a word in the open, near its arrow", () => {
    const { frame, boxes, arrows } = seen(draft);
    for (const { line, label } of arrows) {
      if (!label) continue;
      const at = pointOf(label);
      expect(isIn(at, frame, 10)).toBe(true);
      expect(boxes.filter((box) => isIn(at, box))).toEqual([]);
      expect(Math.min(...line.map(({ x, y }) => Math.hypot(x - at.x, y - at.y)))).toBeLessThan(30);
    }
  });

  it("is no larger than what it shows and a margin", () => {
    const { frame, boxes, arrows } = seen(draft);
    const right = Math.max(
      ...boxes.map((box) => box.right),
      ...arrows.flatMap(({ line }) => line.map(({ x }) => x)),
    );
    expect(frame.right - right).toBeLessThan(40);
    expect(frame.bottom - Math.max(...boxes.map((box) => box.bottom))).toBeLessThan(60);
  });
});
