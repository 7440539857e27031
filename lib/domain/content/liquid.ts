import { Liquid } from "liquidjs";
import type { Channel } from "../words.ts";
import { plainLiquid, type Writer, type Written } from "./plain-liquid.ts";
import { isGsm7 } from "./segments.ts";

/** All that a template's author may use. Nothing here reads files, loops, or can switch the escaping off. */
export const filters = [
  "append",
  "capitalize",
  "default",
  "downcase",
  "prepend",
  "replace",
  "strip",
  "truncate",
  "upcase",
];
export const tags = ["if", "unless", "case", "comment", "#"];

/** What a value looks like on its way into a message. */
export type Medium = "sms" | "text" | "html";

/**
 * LiquidJS without what authors must not have, and bounded: 25,000 characters of template, 1 M units of memory.
 * There is no limit of time: without loops a text takes what its length takes, and a machine that pauses for a moment
 * must not make a good text fail.
 * An unknown filter or tag fails to parse, an unknown variable fails to render, and `{% if %}` may ask for any.
 */
function engine(outputEscape: Written): Liquid {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    ownPropertyOnly: true,
    templates: {},
    parseLimit: 25_000,
    memoryLimit: 1_000_000,
    outputEscape,
  });
  for (const name of Object.keys(liquid.filters)) if (!filters.includes(name)) liquid.unregisterFilter(name);
  for (const name of Object.keys(liquid.tags)) if (!tags.includes(name)) delete liquid.tags[name];
  return liquid;
}

/** Line breaks and control characters, and marks that turn the reading direction around, would let a name forge text. */
const unprintable = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/gu;
const plain = /^[ -~]*$/;
function flat(value: unknown): string {
  const text = String(value ?? "");
  return plain.test(text) ? text.trim() : printable(text);
}
const printable = (text: string): string => text.replace(unprintable, " ").trim();

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped: Written = (value) => flat(value).replace(/[&<>"']/g, (c) => entities[c] as string);

const typographic: Record<string, string> = {
  ...{ "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "…": "..." },
  ...{ "\u00a0": " ", "\u202f": " ", "\u2009": " " },
};
/** One letter or quote beyond GSM-7 makes a text UCS-2 and more than doubles its parts: María goes as Maria, Muñoz as Muñoz. */
function inGsm7(value: unknown): string {
  const text = String(value ?? "");
  return plain.test(text) ? text.trim() : printable(text).replace(/[^ -~]/gu, letterInGsm7);
}

function letterInGsm7(character: string): string {
  if (isGsm7(character)) return character;
  const bare = typographic[character] ?? character.normalize("NFD").charAt(0);
  return plain.test(bare) ? bare : character;
}

const written: Record<Medium, Written> = { sms: inGsm7, text: flat, html: escaped };
const engines = new Map<Medium, Liquid>();

/** One engine for each medium, made when its first text is: a function that starts does not wait for all three (5 ms). */
function engineFor(medium: Medium): Liquid {
  const made = engines.get(medium) ?? engine(written[medium]);
  engines.set(medium, made);
  return made;
}

const html = /<(?:!doctype|html|body|p|div|br|table|a|h[1-6]|ul|ol|span|strong)\b/i;
const marked: Partial<Record<Channel, RegExp>> = { email: html, voice: /^\s*<speak\b/ };
/** SSML is marked up as HTML is: a name with an ampersand would end the call before it begins. */
export const mediumOf = (channel: Channel, body: string): Medium =>
  channel === "sms" ? "sms" : marked[channel]?.test(body) ? "html" : "text";

/** A parsed text. Throws where a variable is missing or a limit is passed. */
export type Parsed = Writer;

/** Throws LiquidJS's ParseError on what cannot be parsed, an unknown tag or an unknown filter. */
export function parse(source: string, medium: Medium): Parsed {
  const liquid = engineFor(medium);
  const template = liquid.parse(source);
  return plainLiquid(source, written[medium]) ?? ((variables) => liquid.renderSync(template, variables));
}

/** The paths of the variables that a text names, such as `visit.date`. Throws as `parse` does. */
export const variablesOf = (source: string): string[] =>
  engineFor("text")
    .globalFullVariablesSync(source)
    .map((path) => path.replace(/\[.*/, ""));
