import { el, words } from "./dom.js";

/** Counts by what they are of, the most first; `of` gives each its share. */
export const table = (title, counts, of) =>
  el(
    "table",
    {},
    el("caption", {}, title),
    ...Object.entries(counts)
      .toSorted(([, a], [, b]) => b - a)
      .map(([what, count]) =>
        el(
          "tr",
          {},
          el("th", { scope: "row" }, words(what)),
          el("td", {}, String(count)),
          of ? el("td", { class: "muted" }, `${Math.round((100 * count) / of)} %`) : "",
        ),
      ),
  );
