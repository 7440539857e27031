import { byId, el, listed, when } from "./dom.js";
import { complete, toast } from "./service.js";

export function showWorklist(items, { now, zone, choose, refresh }) {
  const overdue = items.filter((item) => item.overdue).length;
  byId("work-count").textContent = `${items.length} open${overdue > 0 ? `, ${overdue} overdue` : ""}`;
  const rows = items.map((item) => ({ ...item, zone, late: item.dueAt !== undefined && item.dueAt < now }));
  listed(byId("worklist"), rows, "Nothing for the care team to do.", (item) => row(item, choose, refresh));
}

function row(
  { id, patientId, patient, queue, title, priority, outcomes, dueAt, late, text, zone },
  choose,
  refresh,
) {
  const done = async (outcome) => {
    try {
      await complete(id, outcome);
    } catch (error) {
      toast(error.message);
    }
    await refresh();
  };
  return el(
    "li",
    { class: `item ${priority}` },
    el(
      "div",
      { class: "row" },
      el("strong", {}, title),
      priority !== "normal" && el("span", { class: `pill ${priority}` }, priority),
      late && el("span", { class: "pill overdue" }, "overdue"),
    ),
    el(
      "div",
      { class: "row" },
      el(
        "button",
        { type: "button", class: "link", "data-focus": `who ${id}`, onclick: () => choose(patientId) },
        patient,
      ),
      el(
        "span",
        { class: "muted" },
        [queue, dueAt && `due ${when(dueAt, zone)}`].filter(Boolean).join(" · "),
      ),
    ),
    text && el("blockquote", {}, text),
    el(
      "fieldset",
      { class: "outcomes", "aria-label": `Outcome of ${title}, ${patient}` },
      ...(outcomes.length > 0 ? outcomes : ["done"]).map((outcome) =>
        el(
          "button",
          { type: "button", "data-focus": `${outcome} ${id}`, onclick: () => void done(outcome) },
          outcome.replaceAll("_", " "),
        ),
      ),
    ),
  );
}
