import { type Item, itemOf } from "#lib/adapters/dynamodb/item.ts";
import { nameOf } from "#lib/adapters/dynamodb/short-names.ts";
import type { Change } from "#lib/domain/kinds.ts";

type Value = Item[string];

/**
 * Bytes as DynamoDB counts them: names and texts in UTF-8, a number by its digits, 3 bytes for a list or map and 1 for
 * each of its elements. docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export const itemBytes = (change: Change): number => mapBytes(itemOf(change));

const textBytes = (text: string): number => Buffer.byteLength(text);
const mapBytes = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + textBytes(name) + valueBytes(value), 0);

function valueBytes(value: Value): number {
  if (value.S !== undefined) return textBytes(value.S);
  if (value.N !== undefined) return Math.ceil(value.N.replace(/[-.]/g, "").length / 2) + 1;
  if (value.M) return 3 + Object.keys(value.M).length + mapBytes(value.M);
  if (value.L) return 3 + value.L.reduce((sum, one) => sum + 1 + valueBytes(one), 0);
  return 1;
}

const longName = (name: string): string =>
  name.startsWith("d.") ? `d.${nameOf.get(name.slice(2)) ?? name.slice(2)}` : name;

/** The top attributes of an item and of its data, largest first. */
export function largestAttributes(change: Change, most = 6): { name: string; bytes: number }[] {
  const { d, ...rest } = itemOf(change);
  const all = [
    ...Object.entries(rest),
    ...Object.entries(d?.M ?? {}).map(([k, v]) => [`d.${k}`, v] as const),
  ];
  return all
    .map(([name, value]) => ({
      name: longName(name),
      bytes: textBytes(name.replace("d.", "")) + valueBytes(value),
    }))
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, most);
}
