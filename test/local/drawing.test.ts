import { describe, expect, it } from "vitest";
import { appointmentReminder } from "#lib/domain/library/appointment-reminder.ts";
import { drawingOf } from "../../bin/local/console/drawing.ts";

describe("a journey's drawing", () => {
  const { boxes, arrows } = drawingOf(appointmentReminder);
  const rowOf = (name: string) => boxes.find((box) => box.name === name)?.row as number;

  it("has every step once, no two at one place", () => {
    expect(boxes.map(({ name }) => name).toSorted()).toEqual(
      Object.keys(appointmentReminder.steps).toSorted(),
    );
    expect(new Set(boxes.map(({ row, column }) => `${row} ${column}`)).size).toBe(boxes.length);
    expect(Math.max(...boxes.map(({ columns }) => columns))).toBeLessThanOrEqual(4);
  });

  it("leads down from the start, whatever an event may lead back to it", () => {
    expect(rowOf("two-days-before")).toBe(0);
    const fromMoved = ["moved", "tell-moved"];
    const upward = arrows.filter(({ from, to }) => rowOf(to) <= rowOf(from) && !fromMoved.includes(from));
    expect(upward).toEqual([]);
    expect(rowOf("confirmed")).toBeGreaterThan(rowOf("thank"));
  });

  it("draws a circle without running round it", () => {
    const steps = {
      a: { do: "wait", for: "P1D", next: "b" },
      b: { do: "wait", for: "P1D", next: "a" },
    } as const;
    const drawing = drawingOf({ ...appointmentReminder, start: "a", onMoved: "a", steps });
    expect(drawing.boxes.map(({ name, row }) => [name, row])).toEqual([
      ["a", 0],
      ["b", 1],
    ]);
    expect(drawing.arrows).toHaveLength(2);
  });
});
