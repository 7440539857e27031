/** Ends of names that phones turn into a link by themselves, without http or a path. */
const ends = "app|care|co|com|edu|gov|health|info|io|link|ly|me|net|org|us";
const rest = `[^\\s<>"')\\]]*`;
const address = new RegExp(
  `\\bhttps?://${rest}|(?<![@\\w.-])(?:[a-z0-9-]+\\.)+(?:[a-z]{2,}(?=/[^\\s/])|(?:${ends})(?![\\w@-]))(?:/${rest})?`,
  "gi",
);

/** Addresses of the web that a text's author wrote, as they stand. */
export const addressesIn = (text: string): string[] => [
  ...new Set((text.match(address) ?? []).map((found) => found.replace(/[.,;:!?]+$/, ""))),
];

export const withoutAddresses = (text: string): string => text.replace(address, "");

/** `Go.Oak.example:444/a` → `go.oak.example`. What is no host (a variable) stays as it is, and is nobody's. */
export const hostOf = (found: string): string =>
  found
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/[/?#].*/, "")
    .replace(/:\d+$/, "");
