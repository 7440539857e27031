import { byId, el, when } from "./dom.js";
import { moveClock, toast } from "./service.js";

const moves = [
  { label: "+1 hour", to: { advance: "PT1H" } },
  { label: "+1 day", to: { advance: "P1D" } },
  { label: "Next event", to: { next: true }, class: "primary" },
];

let clock;
let zone = "UTC";

function tick() {
  if (!clock) return;
  byId("now").textContent = when(clock.movable ? clock.now : new Date().toISOString(), zone, "long");
}

export function showClock(told, timeZone) {
  clock = told;
  zone = timeZone;
  byId("zone").textContent = zone.replaceAll("_", " ");
  byId("moves").hidden = !clock.movable;
  tick();
}

/** Puts the clock into the page's header, and what moves it. */
export function wireClock(refresh) {
  const buttons = moves.map(({ label, to, ...more }) =>
    el("button", { type: "button", ...more, onclick: () => move(to, buttons, refresh) }, label),
  );
  byId("clock").append(
    el("output", { id: "now", class: "now" }),
    el("span", { id: "zone", class: "muted" }),
    el("div", { id: "moves", class: "moves" }, buttons),
  );
  setInterval(tick, 1000);
}

async function move(to, buttons, refresh) {
  document.body.classList.add("moving");
  for (const button of buttons) button.setAttribute("aria-disabled", "true");
  try {
    const { ran } = await moveClock(to);
    toast(ran === 0 ? "Nothing happened." : ran === 1 ? "1 record changed." : `${ran} records changed.`);
  } catch (error) {
    toast(error.message);
  }
  for (const button of buttons) button.removeAttribute("aria-disabled");
  document.body.classList.remove("moving");
  await refresh();
}
