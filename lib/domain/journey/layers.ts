import type { JourneyDraft } from "./definition.ts";
import { type Edge, edges } from "./edges.ts";

export type Arrow = Edge & { from: string };
export type Layered = { layers: string[][]; arrows: Arrow[] };

/**
 * Steps in rows: each as far down as its shortest way from the start is long, so that arrows mostly point down. Steps
 * that nothing leads to stand in a last row of their own: lint names them.
 */
export function layered({ start, onMoved, steps }: JourneyDraft): Layered {
  const arrows = Object.entries(steps).flatMap(([from, step]) =>
    edges(from, step)
      .filter(({ to }) => steps[to])
      .map((edge) => ({ ...edge, from })),
  );
  const layers: string[][] = [];
  const seen = new Set<string>();
  let row = new Set([start, onMoved ?? start].filter((name) => steps[name]));
  while (row.size > 0) {
    layers.push([...row]);
    for (const name of row) seen.add(name);
    const ahead = arrows.filter(({ from, to }) => row.has(from) && !seen.has(to));
    row = new Set(ahead.map(({ to }) => to));
  }
  const rest = Object.keys(steps).filter((name) => !seen.has(name));
  return { layers: rest.length > 0 ? [...layers, rest] : layers, arrows };
}
