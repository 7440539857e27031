import { byId, el, when, words } from "./dom.js";
import { picture } from "./picture.js";
import { acting, api } from "./service.js";
import { table } from "./table.js";

let drawings = new Map();

/** Wires the form; what it gives back tells the form which journeys there are. */
export function wireSimulation() {
  byId("simulate").addEventListener("submit", (event) => {
    event.preventDefault();
    void acting(simulate, () => undefined);
  });
  return (journeys) => {
    drawings = new Map(journeys.map(({ id, drawing }) => [id, drawing]));
    fill(byId("simulated"), [...drawings.keys()]);
    fill(byId("beside"), ["", ...drawings.keys()]);
  };
}

function fill(select, ids) {
  if (select.childElementCount === ids.length) return;
  const { value } = select;
  select.replaceChildren(
    ...ids.map((id) => el("option", { value: id, selected: id === value }, words(id) || "none")),
  );
}

async function simulate() {
  const journey = byId("simulated").value;
  const beside = byId("beside").value;
  byId("simulation").replaceChildren(el("p", { class: "empty" }, "Simulating…"));
  try {
    const result = await api("POST", `/v1/journeys/${journey}/simulate`, {
      patients: Number(byId("sim-patients").value),
      days: Number(byId("sim-days").value),
      seed: Number(byId("sim-seed").value),
      ...(beside && beside !== journey && { beside: [{ journey: beside }] }),
    });
    byId("simulation").replaceChildren(...view(journey, result));
  } catch (error) {
    byId("simulation").replaceChildren();
    throw error;
  }
}

function view(journey, { start, days, totals, timelines, faults, surprises, together }) {
  const { messages, staff } = totals;
  const patients = Object.fromEntries(totals.steps.map(({ step, patients: count }) => [step, count]));
  return [
    el(
      "p",
      { class: "sum" },
      `${totals.enrolled} of ${totals.patients} patients enrolled, ${totals.active} still under way after ${days} days from ${when(start, "UTC")}. `,
      `${messages.sent} messages for $${messages.usd.toFixed(2)}, ${messages.perPatient} a patient, ${messages.mostForOne} at most. `,
      `${staff.tasks} staff tasks, ${staff.minutes} minutes.`,
    ),
    together && el("p", {}, besideIt(together)),
    ...faults.map(({ patient, detail }) =>
      el("p", { class: "fault" }, `${patient === undefined ? "" : `Patient ${patient}: `}${detail}`),
    ),
    ...surprises.map((line) => el("p", { class: "surprise" }, line)),
    el(
      "div",
      { class: "tables" },
      table("How they ended", totals.outcomes, totals.enrolled),
      table("Replies", totals.replies),
      table(
        "Messages by channel",
        Object.fromEntries(Object.entries(messages.byChannel).map(([name, one]) => [name, one.messages])),
        messages.sent,
      ),
      table("Held, by reason", messages.held),
      table("Not sent, by reason", messages.notSent),
      table("Staff tasks by queue", staff.byQueue),
    ),
    el("h3", {}, "Who came to each step"),
    el("div", { class: "drawn" }, picture(drawings.get(journey), { counts: patients })),
    el("h3", {}, `What happened to ${timelines.length} of them`),
    ...timelines.map(timeline),
  ].filter(Boolean);
}

/** What one budget let through of all that the same patients are in. */
function besideIt({ journeys, messages }) {
  const each = journeys.map(({ journey, totals }) => `${words(journey)}: ${totals.messages.sent} messages`);
  return `Together with ${each.join(", ")}: ${messages.sent} messages, ${messages.mostForOne} for one patient at most, ${messages.mostADay} a day at most.`;
}

const timeline = ({ patient, status, outcome, messages, lines }) =>
  el(
    "details",
    {},
    el("summary", {}, `Patient ${patient}: ${words(outcome ?? status)}, ${messages} messages`),
    el(
      "ol",
      { class: "trail" },
      ...lines.map(({ at, what, note, journey }) =>
        el(
          "li",
          {},
          el(
            "span",
            {},
            `${words(what)}${note ? `: ${words(note)}` : ""}${journey ? ` (${words(journey)})` : ""}`,
          ),
          el("span", { class: "muted" }, when(at, "UTC")),
        ),
      ),
    ),
  );
