import { describe, expect, it } from "vitest";
import type { Step } from "#lib/domain/journey/grammar.ts";
import { journeySvg } from "#lib/domain/journey/svg.ts";
import { families } from "#lib/domain/library/journeys.ts";
import { journeyOf } from "#test/support/journeys.ts";

const end: Step = { do: "end", outcome: "over" };

describe("a picture of a journey", () => {
  it.each(families.map(({ journey }) => [journey.id, journey] as const))(
    "shows every step of %s once, and no box on another",
    (_, journey) => {
      const svg = journeySvg(journey);
      const boxes = [...svg.matchAll(/<rect class="b" x="([\d.]+)" y="([\d.]+)"/g)].map(
        ([, x, y]) => `${x},${y}`,
      );
      expect(boxes).toHaveLength(Object.keys(journey.steps).length);
      expect(new Set(boxes).size).toBe(boxes.length);
    },
  );

  it("says in words what it shows, with the counts", () => {
    const draft = journeyOf({ a: { do: "wait", for: "P1D", next: "over" }, over: end }, { title: "Rest" });
    const svg = journeySvg(draft, { steps: { a: 7 }, complete: false });
    expect(svg).toContain('<title id="t">Rest</title>');
    expect(svg).toContain("a: wait P1D. 7 stand here. Leads to over.");
    expect(svg).toContain("The counts are of the first runs only.");
    expect(svg).toContain(">7</text>");
  });

  it("lets nothing an author wrote become markup", () => {
    const evil = '"><script>alert(1)</script>&\u0000';
    const task: Step = {
      do: "staff-task",
      queue: "q",
      title: evil,
      priority: "normal",
      outcomes: { done: "over" },
    };
    const svg = journeySvg(journeyOf({ task, over: end }, { title: evil }));
    expect(svg).not.toContain("<script");
    expect(svg).not.toContain("\u0000");
    expect(svg.match(/<svg /g)).toHaveLength(1);
  });

  it("draws steps that nothing leads to, and circles", () => {
    const draft = journeyOf({
      a: { do: "wait", for: "P1D", next: "b" },
      b: { do: "wait", for: "P1D", next: "a" },
      lost: end,
    });
    expect(journeySvg(draft)).toContain("stroke-dasharray");
    expect(journeySvg(draft)).toContain(">lost</text>");
  });
});
