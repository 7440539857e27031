import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Change, Kind, Kinds, Stored } from "#lib/domain/kinds.ts";
import { type IndexKey, indexKey, type Key, primaryKey, tableKeys } from "./keys.ts";

export type Item = Record<string, AttributeValue>;

/** A kind's own function of the key map, applied to its own data: the pairing that the types of a union lose. */
export const keyOf = (kind: Kind, id: string): Key => primaryKey[kind](id);
export const indexKeyOf = <K extends Kind>(kind: K, id: string, data: Kinds[K]): IndexKey | undefined =>
  indexKey[kind]?.(id, data);

function expiry(change: Change): number | undefined {
  if (change.kind === "request") return change.data.expiresAt;
  return change.kind === "link" || change.kind === "session" ? change.data.removeAt : undefined;
}

/** `v`, `d` and `e` are version, data and event: their names are paid for with every item. */
export const itemOf = (change: Change): Item =>
  marshall(
    {
      ...keyOf(change.kind, change.id),
      ...indexKeyOf(change.kind, change.id, change.data),
      kind: change.kind,
      id: change.id,
      v: change.expect + 1,
      d: change.data,
      e: change.event,
      [tableKeys.ttl]: expiry(change),
    },
    { removeUndefinedValues: true },
  );

/** Nothing but `itemOf` writes items, so their shape is trusted. */
export function storedOf<K extends Kind>(item: Item): Stored<K> {
  const { kind, id, v, d, e } = unmarshall(item);
  return { kind, id, version: v, data: d, event: e };
}
