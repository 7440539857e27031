import { byId, el, keyed, when, words } from "./dom.js";
import { acting, api, asked } from "./service.js";

/** The big red one: its state, since when and by whom, and the two verbs. */
export function showSwitch(everything, refresh) {
  keyed(
    byId("switch"),
    [everything],
    () => "everything",
    ({ paused, at, by, reason }) =>
      el(
        "div",
        { class: "switch" },
        el(
          "p",
          {},
          el("span", { class: `pill ${paused ? "failed" : "confirmed"}` }, paused ? "paused" : "running"),
          paused
            ? ` Nothing leaves but for safety, since ${when(at, "UTC")}, by ${by.id}${reason ? ` (${words(reason)})` : ""}.`
            : " What is due leaves through the gate.",
        ),
        paused
          ? el(
              "button",
              {
                type: "button",
                class: "primary",
                onclick: () => acting(() => api("POST", "/v1/resume"), refresh),
              },
              "Resume everything",
            )
          : el(
              "button",
              {
                type: "button",
                class: "red",
                onclick: () => acting(() => api("POST", "/v1/pause", { reason: "console" }), refresh),
              },
              "Pause everything",
            ),
        el(
          "button",
          { type: "button", class: "stop", onclick: () => void endAll(refresh) },
          "End every run…",
        ),
      ),
  );
}

async function endAll(refresh) {
  await acting(async () => {
    const { total, runs, complete } = await api("POST", "/v1/end-runs/preview");
    const journeys = Object.keys(runs).length;
    const count = `${complete ? "" : "more than "}${total} runs of ${journeys} journeys`;
    if (asked(`End ${count} and stop every campaign? This cannot be undone.`))
      await api("POST", "/v1/end-runs", { reason: "console" });
  }, refresh);
}
