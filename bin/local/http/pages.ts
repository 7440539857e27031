import { readFileSync } from "node:fs";
import type { Reply } from "./reply.ts";

const folder = new URL("../console/page/", import.meta.url);
const types = { html: "text/html", css: "text/css", js: "text/javascript", svg: "image/svg+xml" };

/** Paths of the pages and of what they are made of; nothing else of the folder is served. */
const files: Record<string, string> = {
  "/local/console": "console.html",
  "/local/console/operations": "operations.html",
  "/docs": "docs.html",
  ...Object.fromEntries(
    [
      ...["style.css", "docs.css", "operations.css", "icon.svg"],
      ...["console.js", "dom.js", "clock.js", "counters.js", "patients.js", "phone.js"],
      ...["timeline.js", "worklist.js", "journey.js", "service.js", "docs.js", "schema.js"],
      ...["operations.js", "switch.js", "journeys.js", "campaigns.js", "work.js", "simulation.js"],
      ...["picture.js", "table.js"],
    ].map((name) => [`/local/console/${name}`, name]),
  ),
};

/** Everything comes from here, and nothing in a page is code but these files. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** A page or a part of one; undefined for any other path. Read anew each time: who edits one only reloads. */
export function page(path: string): Reply | undefined {
  const name = files[path];
  if (!name) return undefined;
  const type = types[name.split(".").at(-1) as keyof typeof types];
  return {
    statusCode: 200,
    headers: {
      "Content-Type": `${type}; charset=utf-8`,
      "Content-Security-Policy": policy,
      "Cache-Control": "no-cache",
      "Referrer-Policy": "no-referrer",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Resource-Policy": "same-origin",
    },
    body: readFileSync(new URL(name, folder)),
  };
}
