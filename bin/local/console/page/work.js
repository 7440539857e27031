import { byId, el, listed, when, words } from "./dom.js";

const names = {
  evaluate: "Asking every patient of",
  "dry-run": "Dry run of",
  "end-runs": "Ending every run of",
  release: "Releasing what the pause held of",
  list: "Making the list",
};

/** What runs over many patients at once: how far it is, what it came to and what it could not do. */
export function showWork(operations) {
  listed(byId("work"), operations, "None so far.", line);
}

function line({ type, about, status, parts, partsDone, counts, faults, startedAt, endedAt }) {
  const came = Object.entries(counts)
    .filter(([what]) => what !== "microUsd")
    .map(([what, count]) => `${count} ${words(what.replace(":", " "))}`);
  return el(
    "li",
    { class: "card" },
    el(
      "div",
      { class: "row" },
      el("strong", {}, `${names[type]} ${words(about.replace("journey:", ""))}`),
      el("span", { class: `pill ${status === "done" ? "confirmed" : "sent"}` }, status),
      el(
        "span",
        { class: "muted" },
        `${when(startedAt, "UTC")}${endedAt ? ` to ${when(endedAt, "UTC")}` : ""}`,
      ),
    ),
    status !== "done" &&
      parts > 0 &&
      el("progress", { max: parts, value: partsDone, "aria-label": `${partsDone} of ${parts} parts done` }),
    came.length > 0 && el("p", {}, came.join(", ")),
    faults.length > 0 &&
      el(
        "p",
        { class: "fault" },
        `Not done: ${faults.map(({ id, code }) => `${id} (${words(code)})`).join(", ")}`,
      ),
  );
}
