import { byId, el, keyed, words } from "./dom.js";

const shown = [
  ["sent", "sent"],
  ["asked", "visits asked about"],
  ["confirmed", "confirmed"],
  ["declined", "declined"],
  ["otherTime", "other time"],
  ["silent", "silent"],
  ["waiting", "waiting"],
  ["toStaff", "to staff"],
  ["suppressed", "suppressed"],
];

export function showCounters({ counters, deadLetters }) {
  const rows = shown.map(([key, label]) => ({ key, label, n: counters[key] }));
  const reasons = Object.entries(counters.suppressedBy).map(([reason, n]) => ({
    key: `by ${reason}`,
    label: words(reason),
    n,
    small: true,
  }));
  const dead = deadLetters > 0 ? [{ key: "dead", label: "dead letters", n: deadLetters }] : [];
  keyed(
    byId("counters"),
    [...rows, ...reasons, ...dead],
    ({ key }) => key,
    ({ key, label, n, small }) =>
      el("div", { class: `counter ${small ? "small" : key}` }, el("dd", {}, String(n)), el("dt", {}, label)),
  );
}
