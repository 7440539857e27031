import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Change, Kind, Kinds, Stored } from "#lib/domain/kinds.ts";
import { type IndexKey, indexKey, type Key, primaryKey, tableKeys } from "./keys.ts";
import { longText, restored, shortened, shortText } from "./short-form.ts";

export type Item = Record<string, AttributeValue>;

/** A kind's own function of the key map, applied to its own data: the pairing that the types of a union lose. */
export const keyOf = (kind: Kind, id: string): Key => primaryKey[kind](id);
export const indexKeyOf = <K extends Kind>(kind: K, id: string, data: Kinds[K]): IndexKey | undefined =>
  indexKey[kind]?.(id, data);

const expiring: ReadonlySet<Kind> = new Set(["link", "session", "listPart", "listRows"]);

function expiry(change: Change): number | undefined {
  if (change.kind === "request") return change.data.expiresAt;
  return expiring.has(change.kind) ? (change as Change<"link">).data.removeAt : undefined;
}

/** The patient's key, where the item is in a patient's partition: what lies there is written in its short form. */
const keyIn = (partition: string): string | undefined => /^pat_([0-9a-z]{26})$/.exec(partition)?.[1];

function written({ kind, id, data, event }: Change, partition: string) {
  const key = keyIn(partition);
  if (!key) return { kind, id, d: data, e: event };
  const own = { id, key };
  return { kind, id: shortText(id, own), d: shortened(data, own), e: shortened(event, own), z: shortForm };
}

/** What `z` says of an item: which short form it is in. One without is as it was given. */
const shortForm = 1;

/** `v`, `d` and `e` are version, data and event: their names are paid for with every item. */
export function itemOf(change: Change): Item {
  const key = keyOf(change.kind, change.id);
  return marshall(
    {
      ...key,
      ...indexKeyOf(change.kind, change.id, change.data),
      ...written(change, key.PK),
      v: change.expect + 1,
      [tableKeys.ttl]: expiry(change),
    },
    { removeUndefinedValues: true },
  );
}

/** Nothing but `itemOf` writes items, so their shape is trusted. */
export function storedOf<K extends Kind>(item: Item): Stored<K> {
  const { PK, kind, id: shortId, v, d, e, z } = unmarshall(item);
  const key = z === shortForm && keyIn(PK);
  if (!key) return { kind, id: shortId, version: v, data: d, event: e };
  const own = { id: longText(shortId, { key }), key };
  return { kind, id: own.id, version: v, data: restored(d, own), event: restored(e, own) };
}
