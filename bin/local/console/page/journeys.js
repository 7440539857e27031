import { byId, el, listed, words } from "./dom.js";
import { picture } from "./picture.js";
import { acting, api, asked } from "./service.js";

let chosen;
let shown = "";
let latest = [];

export function showJourneys(journeys, refresh) {
  latest = journeys;
  chosen ??= journeys[0]?.id;
  const rows = journeys.map(({ drawing: _, steps: __, ...row }) => ({ ...row, open: row.id === chosen }));
  listed(byId("journeys"), rows, "No journey is published yet.", (row) => card(row, refresh));
  showPicture();
}

function card({ id, version, retired, runs, switch: { paused }, open }, refresh) {
  const act = (name, path, body) =>
    el(
      "button",
      {
        type: "button",
        "data-focus": `${name} ${id}`,
        onclick: () => acting(() => api("POST", `/v1/journeys/${id}/${path}`, body), refresh),
      },
      name,
    );
  return el(
    "li",
    { class: "card" },
    el(
      "div",
      { class: "row" },
      el(
        "button",
        {
          type: "button",
          class: "link",
          "aria-pressed": String(open),
          "data-focus": `show ${id}`,
          onclick: () => choose(id, refresh),
        },
        words(id),
      ),
      el("span", { class: "muted" }, `version ${version}${retired ? ", retired" : ""}`),
      el("strong", { class: "runs" }, `${runs} ${runs === 1 ? "run" : "runs"}`),
      paused && el("span", { class: "pill failed" }, "paused"),
    ),
    el(
      "div",
      { class: "row" },
      paused ? act("Resume", "resume") : act("Pause", "pause", { reason: "console" }),
      el(
        "button",
        {
          type: "button",
          class: "stop",
          "data-focus": `end ${id}`,
          onclick: () => void endRuns(id, refresh),
        },
        "End its runs…",
      ),
    ),
  );
}

function choose(id, refresh) {
  chosen = id;
  void refresh();
}

function endRuns(id, refresh) {
  return acting(async () => {
    const { total, steps, complete } = await api("POST", `/v1/journeys/${id}/end-runs/preview`);
    const where = Object.entries(steps ?? {}).map(([step, count]) => `${count} at ${words(step)}`);
    const count = `${complete ? "" : "more than "}${total}`;
    if (asked(`End ${count} runs of ${words(id)}? ${where.join(", ")}. This cannot be undone.`))
      await api("POST", `/v1/journeys/${id}/end-runs`, { reason: "console" });
  }, refresh);
}

/** The picture of the journey chosen, with how many stand at each step now. */
function showPicture() {
  const journey = latest.find(({ id }) => id === chosen);
  const print = JSON.stringify(journey ?? {});
  if (print === shown) return;
  shown = print;
  byId("picture-title").textContent = journey ? journey.drawing.title : "Picture";
  byId("picture").replaceChildren(
    journey
      ? picture(journey.drawing, { counts: journey.steps })
      : el("p", { class: "empty" }, "Choose a journey."),
  );
}
