import { byId, channelNames, el, keyed, when, words } from "./dom.js";
import { readAudit, toast } from "./service.js";

/** Which decisions are unfolded: they stay so when the state changes. */
const open = new Set();
let audited;

export function showTimeline(chosen) {
  showAudit(chosen);
  const zone = chosen?.timeZone ?? "UTC";
  const visits = (chosen?.appointments ?? []).map((visit) => ({ ...visit, is: "visit" }));
  const tasks = (chosen?.tasks ?? []).filter(({ status }) => status === "open");
  const sent = (chosen?.outreach ?? []).map((outreach) => ({ ...outreach, zone, is: "outreach" }));
  const items = [...visits, ...tasks.map((task) => ({ ...task, zone, is: "task" })), ...sent];
  const nothing = { id: "nothing", is: "nothing" };
  keyed(byId("timeline"), sent.length > 0 ? items : [...items, nothing], ({ id }) => id, card);
}

const cards = {
  visit: visitCard,
  task: taskCard,
  outreach: outreachCard,
  nothing: () => el("p", { class: "empty" }, "Nothing was planned for this patient yet. Move the clock on."),
};
const card = (item) => cards[item.is](item);

const pill = (kind, text) => el("span", { class: `pill ${kind}` }, words(text));

function visitCard({ start, timeZone, visitType, practitionerName, locationName, status, confirmation }) {
  const about = [practitionerName, locationName].filter(Boolean).join(", ");
  return el(
    "article",
    { class: "visit" },
    el(
      "div",
      { class: "row" },
      el("strong", {}, start ? when(start, timeZone) : "No date yet"),
      el("span", {}, visitType ?? "Visit"),
      pill(status, status),
      confirmation !== "none" && pill(confirmation, `patient: ${confirmation}`),
    ),
    about && el("div", { class: "muted" }, about),
  );
}

function taskCard({ kind, answers, dueAt, zone }) {
  return el(
    "article",
    { class: "task" },
    el(
      "div",
      { class: "row" },
      pill("open", "waiting for"),
      el("strong", {}, words(kind)),
      el("span", { class: "muted" }, answers.join(" / ")),
    ),
    dueAt && el("div", { class: "muted" }, `until ${when(dueAt, zone)}`),
  );
}

function outreachCard({
  id,
  status,
  reason,
  step,
  template,
  purpose,
  channel,
  dueAt,
  attempts,
  decisions,
  zone,
}) {
  const waits = status === "planned" || status === "held";
  const last = attempts.at(-1);
  return el(
    "article",
    { class: `outreach ${status}` },
    el(
      "div",
      { class: "row" },
      pill(status, status),
      el("strong", {}, words(template.id)),
      channel && el("span", { class: "tag" }, channelNames[channel]),
      el("time", { datetime: dueAt }, `${waits ? "due " : ""}${when(last?.at ?? dueAt, zone)}`),
    ),
    el(
      "div",
      { class: "facts-line" },
      reason && reason !== status && el("code", {}, reason),
      step && el("span", { class: "muted" }, `step ${words(step)}`),
      el("span", { class: "muted" }, purpose),
      attempts.length > 1 && el("span", { class: "muted" }, `${attempts.length} attempts`),
    ),
    why(id, decisions, zone),
  );
}

function why(id, decisions, zone) {
  if (decisions.length === 0) return "";
  const details = el(
    "details",
    {
      open: open.has(id),
      ontoggle: (event) => (event.target.open ? open.add(id) : open.delete(id)),
    },
    el(
      "summary",
      { "data-focus": `why ${id}` },
      decisions.length === 1 ? "Why" : `Why (${decisions.length} decisions)`,
    ),
    ...decisions.toReversed().map((decision) => decisionOf(decision, zone)),
  );
  return details;
}

function decisionOf({ at, channel, verdict, reason, until, facts }, zone) {
  const verdictText = { send: "Send", hold: "Hold", drop: "Drop" }[verdict];
  return el(
    "div",
    { class: `decision ${verdict}` },
    el(
      "div",
      { class: "row" },
      el("strong", {}, verdictText),
      reason && el("code", {}, reason),
      until && el("span", {}, `until ${when(until, zone)}`),
      el(
        "span",
        { class: "muted" },
        [channel && channelNames[channel], when(at, zone)].filter(Boolean).join(" · "),
      ),
    ),
    el(
      "dl",
      {},
      ...Object.entries(facts).map(([name, value]) =>
        el("div", {}, el("dt", {}, name), el("dd", { class: "value" }, String(value))),
      ),
    ),
  );
}

function showAudit(chosen) {
  if (audited === chosen?.id) return;
  audited = chosen?.id;
  const button = el(
    "button",
    { type: "button", class: "link", onclick: () => void check(chosen.id) },
    "Check audit chain",
  );
  byId("audit").replaceChildren(...(chosen ? [button] : []));
}

async function check(patientId) {
  try {
    const { whole, lines, faults } = await readAudit(patientId);
    toast(
      whole ? `The audit chain is whole: ${lines} lines.` : `The audit chain has ${faults.length} faults.`,
    );
  } catch (error) {
    toast(error.message);
  }
}
