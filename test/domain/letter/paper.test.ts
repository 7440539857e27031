import { expect, it } from "vitest";
import { boxes, shown, slack, windows } from "#lib/domain/letter/paper.ts";

it("shows a part of the sheet that goes up and left as the sheet slides down and right", () => {
  const window = { x: 100, y: 200, width: 10, height: 20 };
  expect(shown(window, { x: 0, y: 0 })).toEqual(window);
  expect(shown(window, { x: 7, y: 3 })).toEqual({ ...window, x: 93, y: 197 });
});

it.each(["sender", "addressee"] as const)("shows all of the %s wherever a resting sheet slid", (part) => {
  const box = boxes[part];
  for (const x of [0, slack.x / 2, slack.x]) {
    const window = shown(windows[part], { x, y: slack.y });
    expect(box.x).toBeGreaterThanOrEqual(window.x);
    expect(box.y).toBeGreaterThanOrEqual(window.y);
    expect(box.x + box.width).toBeLessThanOrEqual(window.x + window.width);
    expect(box.y + box.height).toBeLessThanOrEqual(window.y + window.height);
  }
});
