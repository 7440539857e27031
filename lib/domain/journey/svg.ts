import type { JourneyDraft } from "./definition.ts";
import { asksPatient, type Step } from "./grammar.ts";
import { type Arrow, layered } from "./layers.ts";
import { caption } from "./picture.ts";

/** Pixels. */
const box = { width: 210, height: 50, gapX: 26, gapY: 62, margin: 24 };
/** Room beside the boxes for arrows that lead back up. */
const aside = 90;
const longestText = 32;
const longestLabel = 26;

type Place = { x: number; y: number };

/** How many runs stand at each step now; `complete` is false where more there are than were counted. */
export type LiveCounts = { steps: Record<string, number>; complete: boolean };

/**
 * The journey as a picture that stands alone: SVG 1.1 with a title and a description for those who do not see it, in light
 * and dark. Colours are attributes too, because a content security policy may take the style away.
 */
export function journeySvg(draft: JourneyDraft, live?: LiveCounts): string {
  const { layers, arrows } = layered(draft);
  const widest = Math.max(1, ...layers.map((row) => row.length));
  const inner = widest * (box.width + box.gapX) - box.gapX;
  const places = new Map<string, Place>();
  layers.forEach((row, depth) => {
    const left = box.margin + (inner - (row.length * (box.width + box.gapX) - box.gapX)) / 2;
    row.forEach((name, i) => {
      const y = box.margin + depth * (box.height + box.gapY);
      places.set(name, { x: left + i * (box.width + box.gapX), y });
    });
  });
  const width = inner + 2 * box.margin + aside;
  const height = layers.length * (box.height + box.gapY) - box.gapY + 2 * box.margin;
  const boxes = Object.entries(draft.steps).map(([name, step]) =>
    drawn(name, step, places.get(name) as Place, live?.steps[name]),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="t d" font-family="system-ui, sans-serif" font-size="12">`,
    `<title id="t">${escaped(draft.title ?? draft.id)}</title>`,
    `<desc id="d">${escaped(described(draft, live))}</desc>`,
    `<style>${style}</style>`,
    `<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#5b6770"/></marker></defs>`,
    ...arrows.map((arrow) => line(arrow, places)),
    ...boxes,
    "</svg>",
  ].join("\n");
}

const style =
  "@media (prefers-color-scheme:dark){svg{background:#14181c}.b{fill:#222a31}.n{fill:#f2f4f5}.c,.l{fill:#aeb9c1}.l{stroke:#14181c}.e{stroke:#8a97a1}}";

const colours: Partial<Record<Step["do"], string>> = {
  wait: "#7a6f9b",
  message: "#1f6fb2",
  ask: "#1f6fb2",
  form: "#1f6fb2",
  "check-in": "#1f6fb2",
  "staff-task": "#b4552d",
  end: "#2f7d4f",
};

function drawn(name: string, step: Step, { x, y }: Place, count: number | undefined): string {
  const middle = x + box.width / 2;
  const colour = colours[step.do] ?? "#5b6770";
  const radius = step.do === "end" ? box.height / 2 : asksPatient(step) || step.do === "message" ? 10 : 3;
  const badge = count
    ? `<circle cx="${x + box.width - 4}" cy="${y + 4}" r="14" fill="${colour}"/><text x="${x + box.width - 4}" y="${y + 8}" text-anchor="middle" fill="#ffffff" font-size="11">${count}</text>`
    : "";
  return [
    "<g>",
    `<rect class="b" x="${x}" y="${y}" width="${box.width}" height="${box.height}" rx="${radius}" fill="#ffffff" stroke="${colour}" stroke-width="2"/>`,
    `<text class="n" x="${middle}" y="${y + 21}" text-anchor="middle" font-weight="600" fill="#1b2228">${escaped(cut(name, longestText))}</text>`,
    `<text class="c" x="${middle}" y="${y + 38}" text-anchor="middle" font-size="10" fill="#4c5963">${escaped(cut(caption(step), longestText + 6))}</text>`,
    badge,
    "</g>",
  ].join("");
}

/** Down from box to box; back up it goes round the right-hand side, dashed. */
function line({ from, to, label }: Arrow, places: Map<string, Place>): string {
  const a = places.get(from) as Place;
  const b = places.get(to) as Place;
  const down = b.y > a.y;
  const start = down
    ? { x: a.x + box.width / 2, y: a.y + box.height }
    : { x: a.x + box.width, y: a.y + box.height / 2 };
  const end = down ? { x: b.x + box.width / 2, y: b.y } : { x: b.x + box.width, y: b.y + box.height / 2 };
  const path = down
    ? `M${start.x} ${start.y}C${start.x} ${start.y + 30} ${end.x} ${end.y - 34} ${end.x} ${end.y}`
    : `M${start.x} ${start.y}C${start.x + aside} ${start.y} ${end.x + aside} ${end.y} ${end.x} ${end.y}`;
  const at = down
    ? { x: start.x + (end.x - start.x) * 0.35, y: start.y + (end.y - start.y) * 0.35 }
    : { x: Math.max(start.x, end.x) + aside * 0.5, y: (start.y + end.y) / 2 };
  const words = label
    ? `<text class="l" x="${at.x}" y="${at.y}" text-anchor="middle" font-size="10" fill="#4c5963" stroke="#ffffff" stroke-width="3" paint-order="stroke">${escaped(cut(label, longestLabel))}</text>`
    : "";
  return `<path class="e" d="${path}" fill="none" stroke="#5b6770" stroke-width="1.3"${down ? "" : ' stroke-dasharray="4 3"'} marker-end="url(#a)"/>${words}`;
}

/** The same in sentences, for a screen reader: every step, and where it leads. */
function described({ start, steps }: JourneyDraft, live: LiveCounts | undefined): string {
  const { arrows } = layered({ start, steps } as JourneyDraft);
  const sentences = Object.entries(steps).map(([name, step]) => {
    const ways = arrows
      .filter(({ from }) => from === name)
      .map(({ to, label }) => (label ? `${to} (${label})` : to));
    const count = live ? ` ${live.steps[name] ?? 0} stand here.` : "";
    return `${name}: ${caption(step) || step.do}.${count}${ways.length > 0 ? ` Leads to ${ways.join(", ")}.` : ""}`;
  });
  const partial = live && !live.complete ? ["The counts are of the first runs only."] : [];
  return [`Begins at ${start}.`, ...partial, ...sentences].join(" ");
}

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

/** What an author wrote must not become markup; control characters are not allowed in XML at all. */
const escaped = (text: string): string =>
  text.replace(/\p{Cc}/gu, " ").replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
