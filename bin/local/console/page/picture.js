import { svg, words } from "./dom.js";

const width = 420;
const boxHeight = 40;
const rowHeight = 60;
const gap = 8;
const widestBox = 150;

/** `here`: where a run stands; `trail`: the steps it took; `counts`: how many stand at each step. */
export function picture({ title, boxes, arrows }, { here, trail = [], counts = {} }) {
  const places = new Map(boxes.map((box) => [box.name, placeOf(box)]));
  const taken = new Set(trail.map(({ step }, i) => `${trail[i - 1]?.step} ${step}`));
  const passed = new Set(trail.map(({ step }) => step));
  const height = Math.max(...boxes.map(({ row }) => row)) * rowHeight + boxHeight + 4;
  const drawn = [
    ...arrows.map((arrow) => arrowOf(arrow, places, taken.has(`${arrow.from} ${arrow.to}`))),
    ...boxes.map((box) =>
      boxOf(box, places.get(box.name), {
        here: box.name === here,
        passed: passed.has(box.name),
        count: counts[box.name],
      }),
    ),
  ];
  const label = here ? `${title}: at ${words(here)}` : title;
  return svg(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
    heads(),
    ...drawn,
  );
}

function placeOf({ row, column, columns }) {
  const share = (width - 4) / columns;
  const w = Math.min(widestBox, share - gap);
  return { x: 2 + share * column + (share - w) / 2, y: 2 + row * rowHeight, w, row };
}

const head = (id) =>
  svg(
    "marker",
    { id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 6, markerHeight: 6, orient: "auto" },
    svg("path", { d: "M0 0L8 4L0 8z", class: id }),
  );
const heads = () => svg("defs", {}, head("head"), head("head-taken"));

function arrowOf({ from, to, label }, places, isTaken) {
  const [a, b] = [places.get(from), places.get(to)];
  const name = isTaken ? "head-taken" : "head";
  return svg(
    "path",
    { d: curve(a, b), class: `arrow${isTaken ? " taken" : ""}`, "marker-end": `url(#${name})` },
    svg("title", {}, `${words(from)} → ${words(to)}${label ? `: ${words(label)}` : ""}`),
  );
}

/** Down from the middle of a box to the top of one below; to one beside or above, from side to side. */
function curve(a, b) {
  const [x, X] = [a.x + a.w / 2, b.x + b.w / 2];
  if (b.row > a.row) {
    const [y, Y] = [a.y + boxHeight, b.y - 1];
    const bend = Math.min(40, (Y - y) / 2 + 4);
    return `M${x} ${y}C${x} ${y + bend} ${X} ${Y - bend} ${X} ${Y}`;
  }
  const [y, Y] = [a.y + boxHeight / 2, b.y + boxHeight / 2];
  const overlap = a.x < b.x + b.w && b.x < a.x + a.w;
  if (overlap) {
    const out = Math.min(width - 1, Math.max(a.x + a.w, b.x + b.w) + 26);
    return `M${a.x + a.w} ${y}C${out} ${y} ${out} ${Y} ${b.x + b.w + 1} ${Y}`;
  }
  const [from, to] = X < x ? [a.x, b.x + b.w + 1] : [a.x + a.w, b.x - 1];
  const middle = (from + to) / 2;
  return `M${from} ${y}C${middle} ${y} ${middle} ${Y} ${to} ${Y}`;
}

function boxOf({ name, do: kind, caption }, { x, y, w }, { here, passed, count }) {
  const lines = wrapped(words(name), Math.floor((w - 10) / 5.6));
  const classes = ["box", kind, here && "here", passed && "passed"].filter(Boolean).join(" ");
  return svg(
    "g",
    { class: classes },
    svg("title", {}, [words(name), caption, count && `${count} here`].filter(Boolean).join(": ")),
    svg("rect", { x, y, width: w, height: boxHeight, rx: kind === "end" ? boxHeight / 2 : 7 }),
    svg("text", { x: x + w / 2, y: y + 12, class: "kind" }, words(kind)),
    ...lines.map((line, i) =>
      svg("text", { x: x + w / 2, y: y + (lines.length > 1 ? 24 : 28) + i * 11.5, class: "step" }, line),
    ),
    ...(count ? badge(count, x + w - 12, y + 9) : []),
  );
}

const badge = (count, x, y) => [
  svg("rect", { x: x - 13, y: y - 8, width: 26, height: 15, rx: 7.5, class: "count" }),
  svg("text", { x, y: y + 3.5, class: "count" }, count > 9999 ? "9999+" : String(count)),
];

function wrapped(text, most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line === "") lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= most || lines.length === 2)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => (line.length > most + 1 ? `${line.slice(0, most)}…` : line));
}
