import { rememberedFew } from "../remembered.ts";
import data from "./zone-data.json" with { type: "json" };

/**
 * Zone data cut from a named release of the IANA tzdb by test/support/zone-data.ts, for 2000 to 2050. Before that a
 * zone keeps its first offset, after that its last (no more daylight saving). Never the runtime's own zones: Node
 * 24.21's are wrong on 765 zone-days of 2026–28.
 */
export const zoneDataVersion: string = data.version;

/** `offsets[i]` (minutes east of UTC) holds up to, not including, `untils[i]` (epoch ms); the last is Infinity. */
export type Zone = { offsets: number[]; untils: number[] };

const packed = new Map<string, string>();
for (const line of data.zones) {
  const bar = line.indexOf("|");
  for (const name of line.slice(0, bar).split(" ")) packed.set(name, line.slice(bar + 1));
}

/** Whether it is the exact name of an IANA zone or of an alias of one. */
export const isZone = (name: string): boolean => packed.has(name);

/** Throws a RangeError on a name that `isZone` would have refused. */
export const zoneOf = rememberedFew(1000, (name: string): Zone => {
  const text = packed.get(name);
  if (text === undefined) throw new RangeError("not an IANA time zone");
  return unpacked(text);
});

/** Values and which of them, in order; beyond 36 values an index has two digits. */
function listed(values: string, order: string, radix: 10 | 36): number[] {
  const all = values.split(" ").map((value) => Number.parseInt(value, radix));
  const indexes = order.match(all.length > 36 ? /../g : /./g) ?? [];
  return indexes.map((i) => all[Number.parseInt(i, 36)] as number);
}

/** `01~`: those two in turn, to the end. */
const written = (order: string, count: number): string =>
  order.endsWith("~") ? order.slice(0, -1).padEnd(count, order.slice(-3, -1)) : order;

/**
 * What test/support/zone-data.ts packed: `-300 -240|01~|<minutes between transitions, base 36>|0121…`, that is the values of
 * a list and which of them, in order. A zone whose clocks are never changed has no gaps.
 */
export function unpacked(text: string): Zone {
  const [offsets, order, gaps, gapOrder] = text.split("|") as [string, string, string, string];
  let until = Date.parse(data.from);
  const untils = listed(gaps, gapOrder, 36).map((gap) => (until += gap * 60_000));
  const inOrder = written(order, untils.length + 1);
  return { offsets: listed(offsets, inOrder, 10), untils: [...untils, Number.POSITIVE_INFINITY] };
}

/** Which of the zone's spans holds this moment. */
export function spanAt(zone: Zone, epochMs: number): number {
  let low = 0;
  let high = zone.untils.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (epochMs < (zone.untils[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}
