import { byId, channelNames, el, keyed, words } from "./dom.js";

/** How many of a patient's messages this tab has shown, by patient. */
const seen = new Map(Object.entries(JSON.parse(sessionStorage.getItem("seen") ?? "{}")));

function markSeen({ id, received }) {
  if (seen.get(id) === received) return;
  seen.set(id, received);
  sessionStorage.setItem("seen", JSON.stringify(Object.fromEntries(seen)));
}

export const initials = (name) =>
  name
    .split(" ")
    .map((part) => part[0])
    .join("")
    .slice(0, 2);

export function showPatients(state, chosenId, choose) {
  if (!state) return;
  const wanted = byId("filter").value.trim().toLowerCase();
  const items = state.patients
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .map((patient) => {
      const chosen = patient.id === chosenId;
      if (chosen) markSeen(patient);
      return { ...patient, chosen, unread: patient.received - (seen.get(patient.id) ?? 0) };
    });
  keyed(
    byId("patients"),
    items,
    ({ id }) => id,
    (patient) => line(patient, choose),
  );
}

function line({ id, name, language, flags, last, step, chosen, unread }, choose) {
  const preview = last ? `${last.from === "patient" ? "You: " : ""}${last.text}` : "No messages yet";
  const button = el(
    "button",
    {
      type: "button",
      class: "patient",
      "aria-pressed": String(chosen),
      "data-focus": id,
      onclick: () => choose(id),
    },
    el("span", { class: "avatar", "aria-hidden": "true" }, initials(name)),
    el(
      "span",
      { class: "who" },
      el("span", { class: "name" }, name, el("span", { class: "tag" }, language)),
      el("span", { class: "preview" }, preview),
    ),
    el(
      "span",
      { class: "marks" },
      unread > 0 && el("span", { class: "badge", "aria-label": `${unread} unread` }, String(unread)),
      ...(flags.length > 0
        ? flags.map((flag) => el("span", { class: "flag" }, flag))
        : [
            step
              ? el("span", { class: "at" }, words(step))
              : last
                ? el("span", { class: "at" }, channelNames[last.channel])
                : "",
          ]),
    ),
  );
  return el("li", {}, button);
}
