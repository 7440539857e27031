import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import moment from "moment-timezone";

/**
 * Cuts lib/domain/time/zone-data.json out of moment-timezone's data, which is 735 KB with five centuries of transitions and
 * would alone be over a function's budget. After raising moment-timezone: `node test/support/zone-data.ts`.
 */
const from = 2000;
const to = 2050;
const minute = 60_000;
const start = Date.UTC(from, 0, 1);
const end = Date.UTC(to + 1, 0, 1);

type Span = { offset: number; until: number };

/** Spans of one offset (minutes east) that reach into the years kept; neighbours that only differ in name are one. */
function spansOf(name: string): Span[] {
  const zone = moment.tz.zone(name);
  if (!zone) throw new Error(`moment-timezone names ${name} and does not have it`);
  const spans: Span[] = [];
  for (const [i, until] of zone.untils.entries()) {
    if (until === null || until <= start) continue;
    const offset = -(zone.offsets[i] as number) || 0;
    if (spans.at(-1)?.offset === offset) spans.pop();
    spans.push({ offset, until });
    if (until >= end) break;
  }
  return spans;
}

/** A few values and which of them, in order: half a century of summer times knows four or five lengths. */
function listed(all: number[], radix: 10 | 36): string[] {
  const values = [...new Set(all)];
  const width = values.length > 36 ? 2 : 1;
  const order = all.map((value) => values.indexOf(value).toString(36).padStart(width, "0"));
  return [values.map((value) => value.toString(radix)).join(" "), order.join("")];
}

/** Winter and summer in turn to the end are written once: `010101` as `01~`. */
const inTurn = (order: string): string =>
  order.replace(/(.)(.)(?:\1\2){2,}\1?$/, (turns) => `${turns.slice(0, 2)}~`);

/** `offsets in minutes|which of them, in order|minutes between transitions, from the start, in base 36|which of them` */
function packed(spans: Span[]): string {
  const gaps = spans.slice(0, -1).map((s, i) => (s.until - (spans[i - 1]?.until ?? start)) / minute);
  const [offsets = "", order = ""] = listed(
    spans.map(({ offset }) => offset),
    10,
  );
  return [offsets, inTurn(order), ...listed(gaps, 36)].join("|");
}

export type ZoneData = { version: string; from: string; zones: string[] };

export function cutZoneData(): ZoneData {
  const alike = new Map<string, string[]>();
  for (const name of moment.tz.names()) {
    const key = packed(spansOf(name));
    alike.set(key, [...(alike.get(key) ?? []), name]);
  }
  return {
    version: namedVersion(),
    from: new Date(start).toISOString(),
    zones: [...alike].map(([zone, names]) => `${names.join(" ")}|${zone}`),
  };
}

/** The tzdb release that the installed moment-timezone names in its data file. */
export function namedVersion(): string {
  const file = createRequire(import.meta.url).resolve("moment-timezone/data/packed/latest.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

/** The shared material is of release 2026c; ours is later, and Cuba has since dropped its change of November 2026. */
export const changedSince2026c = new Set(["America/Havana"]);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const target = new URL("../../lib/domain/time/zone-data.json", import.meta.url);
  writeFileSync(target, `${JSON.stringify(cutZoneData(), null, 2)}\n`);
}
