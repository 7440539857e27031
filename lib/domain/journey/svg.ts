import type { JourneyDraft } from "./definition.ts";
import { asksPatient, type Step } from "./grammar.ts";
import { type Arrow, layered } from "./layers.ts";
import { caption } from "./picture.ts";

/** Pixels. */
const box = { width: 210, height: 50, gapX: 26, gapY: 62, margin: 24 };
/** Between two arrows that lead back up, beside the boxes. */
const laneGap = 9;
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
  const { layers, arrows: all } = layered(draft);
  const arrows = merged(all);
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
  const back = arrows.filter(({ from, to }) => placeOf(places, to).y < placeOf(places, from).y);
  const width = inner + 2 * box.margin + (back.length + 1) * laneGap;
  const height = layers.length * (box.height + box.gapY) - box.gapY + 2 * box.margin + box.gapY / 2;
  const boxes = Object.entries(draft.steps).map(([name, step]) =>
    drawn(name, step, placeOf(places, name), live?.steps[name]),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="t d" font-family="system-ui, sans-serif" font-size="12">`,
    `<title id="t">${escaped(draft.title ?? draft.id)}</title>`,
    `<desc id="d">${escaped(described(draft, all, live))}</desc>`,
    `<style>${style}</style>`,
    `<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#5b6770"/></marker></defs>`,
    ...arrows.map((arrow) =>
      line(arrow, {
        a: placeOf(places, arrow.from),
        b: placeOf(places, arrow.to),
        lane: inner + 2 * box.margin + back.indexOf(arrow) * laneGap,
      }),
    ),
    ...boxes,
    "</svg>",
  ].join("\n");
}

const placeOf = (places: Map<string, Place>, name: string): Place => places.get(name) as Place;

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

type Ends = { a: Place; b: Place; lane: number };

/** Down from box to box, beside each other through the gap below, back up round the right-hand side: never behind a box. */
function line({ label }: Arrow, { a, b, lane }: Ends): string {
  const from = { x: a.x + box.width / 2, y: a.y + box.height };
  const to = { x: b.x + box.width / 2, y: b.y };
  const below = b.y + box.height;
  const [path, at] =
    b.y > a.y
      ? [curve(from, to, 32), between(from, to, 0.4)]
      : b.y === a.y
        ? [curve(from, { x: to.x, y: below }, 40, 40), { x: (from.x + to.x) / 2, y: below + 33 }]
        : [around(from, to, lane), { x: from.x + 34, y: from.y + 14 }];
  const words = label
    ? `<text class="l" x="${at.x}" y="${at.y}" text-anchor="middle" font-size="10" fill="#4c5963" stroke="#ffffff" stroke-width="3" paint-order="stroke">${escaped(cut(label, longestLabel))}</text>`
    : "";
  const dashes = b.y > a.y ? "" : ' stroke-dasharray="4 3"';
  return `<path class="e" d="${path}" fill="none" stroke="#5b6770" stroke-width="1.3"${dashes} marker-end="url(#a)"/>${words}`;
}

const curve = (from: Place, to: Place, down: number, up = -down): string =>
  `M${from.x} ${from.y}C${from.x} ${from.y + down} ${to.x} ${to.y + up} ${to.x} ${to.y}`;

const around = (from: Place, to: Place, lane: number): string =>
  `M${from.x} ${from.y}v18H${lane}V${to.y - 16}H${to.x + 12}L${to.x} ${to.y}`;

const between = (a: Place, b: Place, share: number): Place => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});

/** One line from step to step, with all the answers that lead there. */
function merged(arrows: Arrow[]): Arrow[] {
  const pairs = Map.groupBy(arrows, ({ from, to }) => `${from}>${to}`);
  return [...pairs.values()].map((same) => ({
    ...(same[0] as Arrow),
    label: [...new Set(same.map(({ label }) => label))].filter(Boolean).join(", "),
  }));
}

/** The same in sentences, for a screen reader: every step, and where it leads. */
function described({ start, steps }: JourneyDraft, arrows: Arrow[], live: LiveCounts | undefined): string {
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
