import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { description } from "#lib/domain/api/description.ts";
import { filters, tags } from "#lib/domain/content/liquid.ts";
import { type Cut, replaced } from "./cut.ts";

/** Fields of a country's row that say how a number is written out (libphonenumber-js/es6/metadata.js); we write E.164. */
const writing = [4, 6, 9];

/** 50 KB of 156: how every country writes its numbers. Whether one is valid, and of which kind, stays. */
function withoutFormats(source: string): string {
  const start = source.indexOf("{");
  const metadata = JSON.parse(source.slice(start, source.lastIndexOf("}") + 1));
  for (const part of ["countries", "nonGeographic"])
    for (const row of Object.values<unknown[]>(metadata[part]))
      for (const field of writing) if (row[field] !== undefined) row[field] = 0;
  return `${source.slice(0, start)}${JSON.stringify(metadata)}`;
}

/** Filter → the name of its function. They are listed by theme: `var stringFilters = Object.freeze({ append: append, … })`. */
function filtersIn(source: string): Map<string | undefined, string | undefined> {
  const themes = source.matchAll(/^var (?:\w+Filters|misc) = [^{]*\{\n(.*?)^\}/gms);
  const lines = [...themes].flatMap(([, body = ""]) => [...body.matchAll(/^ +(\w+): ([\w$]+),?$/gm)]);
  return new Map(lines.map(([, name, local]) => [name, local]));
}

/**
 * `liquid.ts` takes every other tag and filter away before the first template (28 KB: loops, layouts, dates, hashes).
 * The tags' classes become pure calls, since esbuild keeps a class that extends another: the other might throw.
 */
function ownWords(source: string): string {
  const locals = filtersIn(source);
  const kept = filters.map((name) => `${name}: ${locals.get(name)}`).join(", ");
  const filtered = replaced(
    source,
    /^const filters = Object\.assign\(.*\);$/gm,
    `const filters = { ${kept} };`,
  );
  const tagged = replaced(filtered, /^ {4}'?([\w#]+)'?: \w+Tag,?\n/gm, (line, name = "") =>
    tags.includes(name) ? line : "",
  );
  return replaced(
    tagged,
    /^class (\w+Tag) extends Tag \{\n(.*?)^\}$/gms,
    (_, name, body) => `const ${name} = /* @__PURE__ */ (() => class extends Tag {\n${body}})();`,
  );
}

/** zod's schemas each know their JSON Schema (18 KB), and the API's description is ready-made. */
function withoutJsonSchema(source: string): string {
  const silent = replaced(source, /^ *inst\._zod\.processJSONSchema = .*;$/gm, "");
  const maker = "() => () => { throw new Error('JSON Schema: left out of the bundle'); }";
  return replaced(
    silent,
    /^import \{ (\w+), (\w+) \} from "\.\.\/core\/to-json-schema\.js";$/gm,
    (_, standard, own) => `const ${standard} = ${maker}, ${own} = ${standard};`,
  );
}

/** The document is the same for every caller: made here once, no function needs what makes it. */
const readyMade = (): string => `export const description = ${JSON.stringify(description)};`;

/** What a route is for is told in that document (8 KB): who answers a request does not ask. */
const withoutSummaries = (source: string): string =>
  replaced(source, /^ +summary:\s+"(?:[^"\\]|\\.)*",$/gm, "");

/** Fonts of letters: beside a bundle there is no node_modules to read them from. */
function carriedFonts(source: string): string {
  const fonts = [...source.matchAll(/(\w+): font\(import\.meta\.resolve\("([^"]+)"\)\)/g)].map(
    ([, face, file]) => {
      const path = fileURLToPath(import.meta.resolve(file as string));
      return `${face}: Buffer.from("${readFileSync(path, "base64")}", "base64")`;
    },
  );
  if (fonts.length === 0) throw new Error("no fonts in what reads them");
  return `export const fontFiles = { ${fonts.join(", ")} };`;
}

export const libraryCuts: Cut[] = [
  { of: /lib\/adapters\/letter\/font-files\.ts$/, cut: carriedFonts },
  { of: /libphonenumber-js\/metadata\.max\.json\.js$/, cut: withoutFormats },
  { of: /liquidjs\/dist\/liquid\.node\.mjs$/, cut: ownWords },
  { of: /zod\/v4\/classic\/schemas\.js$/, cut: withoutJsonSchema },
  { of: /lib\/domain\/api\/description\.ts$/, cut: readyMade },
  { of: /lib\/domain\/api\/[a-z]+-routes\.ts$/, cut: withoutSummaries },
];
