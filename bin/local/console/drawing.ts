import type { JourneyDraft } from "#lib/domain/journey/definition.ts";
import { edges } from "#lib/domain/journey/edges.ts";
import { caption } from "#lib/domain/journey/picture.ts";

/** A step at its place: `column` of `columns` in its `row`, all from 0. */
export type Box = { name: string; do: string; caption: string; row: number; column: number; columns: number };
export type Arrow = { from: string; to: string; label: string };
export type Drawing = { title: string; start: string; boxes: Box[]; arrows: Arrow[] };

const widest = 4;

/**
 * Where the boxes of a journey's picture stand: each below all that lead to it, arrows back to an earlier step left
 * aside (Sugiyama's layers), and in a row by where its arrows come from.
 */
export function drawingOf({ id, title = id, start, steps }: JourneyDraft): Drawing {
  const arrows = Object.entries(steps).flatMap(([name, step]) =>
    edges(name, step).flatMap(({ to, label }) => (to in steps ? [{ from: name, to, label }] : [])),
  );
  const rows = rowsOf(layersOf(start, Object.keys(steps), arrows), arrows);
  const boxes = rows.flatMap((names, row) =>
    names.map((name, column) => {
      const step = steps[name] as JourneyDraft["steps"][string];
      return { name, do: step.do, caption: caption(step), row, column, columns: names.length };
    }),
  );
  return { title, start, boxes, arrows };
}

/** The longest way to each step, arrows that close a circle left out. */
function layersOf(start: string, names: string[], arrows: Arrow[]): Map<string, number> {
  const layers = new Map<string, number>();
  const way = new Set<string>();
  const visit = (name: string, layer: number): void => {
    if (way.has(name) || (layers.get(name) ?? -1) >= layer) return;
    layers.set(name, layer);
    way.add(name);
    for (const { from, to } of arrows) if (from === name) visit(to, layer + 1);
    way.delete(name);
  };
  visit(start, 0);
  // What only an event leads to (a moved visit) stands at the top beside the start, and moves nothing else down.
  for (const name of layers.keys()) way.add(name);
  for (const name of names) if (!layers.has(name)) visit(name, 0);
  return layers;
}

function rowsOf(layers: Map<string, number>, arrows: Arrow[]): string[][] {
  const byLayer = Map.groupBy(layers.keys(), (name) => layers.get(name) as number);
  const place = new Map<string, number>();
  return [...byLayer]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([, names]) => {
      const weighed = names.map((name) => ({ name, weight: middleOf(name, arrows, place) }));
      const ordered = weighed.toSorted((a, b) => a.weight - b.weight).map(({ name }) => name);
      for (const [i, name] of ordered.entries()) place.set(name, (i + 1) / (ordered.length + 1));
      return chunks(ordered);
    });
}

/** The mean place of the steps that lead here. */
function middleOf(name: string, arrows: Arrow[], place: Map<string, number>): number {
  const above = arrows
    .filter((a) => a.to === name && place.has(a.from))
    .map((a) => place.get(a.from) as number);
  return above.length === 0 ? 0.5 : above.reduce((sum, x) => sum + x, 0) / above.length;
}

const chunks = (names: string[]): string[][] =>
  Array.from({ length: Math.ceil(names.length / widest) }, (_, i) =>
    names.slice(i * widest, (i + 1) * widest),
  );
