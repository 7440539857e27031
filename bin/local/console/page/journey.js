import { byId, el, when, words } from "./dom.js";
import { picture } from "./picture.js";

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
    drawing && picture(drawing, { here, trail }),
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
