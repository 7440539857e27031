import { byId, when } from "./dom.js";
import { moveClock, toast } from "./service.js";

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

export function wireClock(refresh) {
  setInterval(tick, 1000);
  const buttons = [...byId("moves").querySelectorAll("button")];
  for (const button of buttons)
    button.addEventListener("click", async () => {
      document.body.classList.add("moving");
      for (const other of buttons) other.setAttribute("aria-disabled", "true");
      try {
        const { ran } = await moveClock(JSON.parse(button.dataset.move));
        toast(ran === 0 ? "Nothing happened." : ran === 1 ? "1 record changed." : `${ran} records changed.`);
      } catch (error) {
        toast(error.message);
      }
      for (const other of buttons) other.removeAttribute("aria-disabled");
      document.body.classList.remove("moving");
      await refresh();
    });
}
