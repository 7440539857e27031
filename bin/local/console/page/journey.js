import { byId, el, svg, when, words } from "./dom.js";

const width = 420;
const boxHeight = 40;
const rowHeight = 60;
const gap = 8;
const widestBox = 150;

let shown = "";
let runId;
let latest;

export function showJourney(chosen) {
  latest = chosen;
  const runs = chosen?.runs ?? [];
  const run = runs.find(({ id }) => id === runId) ?? runs[0];
  const print = JSON.stringify([runs, run?.id]);
  if (print === shown) return;
  shown = print;
  byId("journey-title").textContent = run?.drawing?.title ?? "Journey";
  showRuns(runs, run);
  const panel = byId("journey");
  panel.replaceChildren(
    ...(run ? view(run, chosen.timeZone) : [el("p", { class: "empty" }, "No journey yet.")]),
  );
  const here = panel.querySelector(".here")?.getBoundingClientRect();
  const frame = panel.getBoundingClientRect();
  if (here && run.status !== "ended" && (here.bottom > frame.bottom || here.top < frame.top))
    panel.scrollTop += here.top - frame.top - frame.height / 2;
}

function showRuns(runs, run) {
  const select = byId("runs");
  select.hidden = runs.length < 2;
  select.replaceChildren(
    ...runs.map(({ id, journey, status, step, outcome }) =>
      el(
        "option",
        { value: id, selected: id === run?.id },
        `${words(journey.id)} v${journey.version}: ${words(step ?? outcome ?? status)}`,
      ),
    ),
  );
}

byId("runs").addEventListener("change", (event) => {
  runId = event.target.value;
  showJourney(latest);
});

function view(run, zone) {
  const { drawing, step, status, outcome, reason, wakeAt, trail } = run;
  const here = step ?? trail.at(-1)?.step;
  const state =
    status === "ended"
      ? ["Ended: ", el("strong", {}, words(outcome ?? reason ?? "ended"))]
      : [
          `${status === "paused" ? "Paused at " : "At "}`,
          el("strong", {}, words(step ?? "")),
          wakeAt ? `, until ${when(wakeAt, zone)}` : "",
        ];
  const ways = (drawing?.arrows ?? []).filter(({ from }) => status !== "ended" && from === here);
  return [
    el("p", { class: "stands" }, ...state),
    ways.length > 0 &&
      el(
        "ul",
        { class: "ways" },
        ...ways.map(({ label, to }) =>
          el("li", {}, el("em", { class: "label" }, words(label || "then")), ` ${words(to)}`),
        ),
      ),
    drawing && picture(drawing, here, trail),
    el("h3", {}, "Steps taken"),
    el(
      "ol",
      { class: "trail" },
      ...trail
        .toReversed()
        .map(({ step: name, at, why }) =>
          el(
            "li",
            {},
            el("span", {}, words(name)),
            el("span", { class: "muted" }, `${words(why)} · ${when(at, zone)}`),
          ),
        ),
    ),
  ].filter(Boolean);
}

function picture({ title, boxes, arrows }, here, trail) {
  const places = new Map(boxes.map((box) => [box.name, placeOf(box)]));
  const taken = new Set(trail.map(({ step }, i) => `${trail[i - 1]?.step} ${step}`));
  const passed = new Set(trail.map(({ step }) => step));
  const height = Math.max(...boxes.map(({ row }) => row)) * rowHeight + boxHeight + 4;
  const drawn = [
    ...arrows.map((arrow) => arrowOf(arrow, places, taken.has(`${arrow.from} ${arrow.to}`))),
    ...boxes.map((box) =>
      boxOf(box, places.get(box.name), { here: box.name === here, passed: passed.has(box.name) }),
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

function boxOf({ name, do: kind, caption }, { x, y, w }, { here, passed }) {
  const lines = wrapped(words(name), Math.floor((w - 10) / 5.6));
  const classes = ["box", kind, here && "here", passed && "passed"].filter(Boolean).join(" ");
  return svg(
    "g",
    { class: classes },
    svg("title", {}, [words(name), caption].filter(Boolean).join(": ")),
    svg("rect", { x, y, width: w, height: boxHeight, rx: kind === "end" ? boxHeight / 2 : 7 }),
    svg("text", { x: x + w / 2, y: y + 12, class: "kind" }, words(kind)),
    ...lines.map((line, i) =>
      svg("text", { x: x + w / 2, y: y + (lines.length > 1 ? 24 : 28) + i * 11.5, class: "step" }, line),
    ),
  );
}

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
