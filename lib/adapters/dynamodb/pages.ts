import { canonical } from "#lib/domain/audit.ts";
import { Refusal } from "#lib/domain/errors.ts";
import { digest } from "#lib/domain/ids.ts";
import type { ListQuery, Page, PageRequest } from "#lib/ports.ts";
import { type Walk, walksOf } from "./walks.ts";

const defaultLimit = 50;
const maxLimit = 100;

/** Where a page ended: the stretch, and the sort key of its last item there. */
type Position = { walk: number; sort?: string };

/** What a page asks of one stretch: at most `count`, behind `after` in the direction of walking. */
export type Slice = { after: string | undefined; count: number; newestFirst: boolean };
export type Found = { sort: string };

const printOf = (query: ListQuery, newestFirst: boolean): string =>
  digest(10, canonical({ ...query, newestFirst }));

const sealed = (print: string, { walk, sort }: Required<Position>): string =>
  Buffer.from(`${print}.${walk}.${sort}`).toString("base64url");

/** A cursor belongs to its query alone, and may point nowhere outside of it. */
function opened(cursor: string, print: string, walks: Walk[]): Position {
  const text = Buffer.from(cursor, "base64url").toString();
  const [, of, walk, sort = ""] = /^([0-9a-z]{10})\.(\d+)\.(.+)$/s.exec(text) ?? [];
  const stretch = walks[Number(walk)];
  if (of !== print || !stretch || sort < stretch.from || sort > stretch.to)
    throw new Refusal("invalid_cursor");
  return { walk: Number(walk), sort };
}

/**
 * One page, walked stretch by stretch until it is full. One more is read than is given: `cursor` is there only where
 * there is more, and none is read where the page is the last that is asked for.
 */
export async function pageOf<F extends Found>(
  query: ListQuery,
  page: PageRequest,
  read: (walk: Walk, slice: Slice) => Promise<F[]>,
): Promise<Page<F>> {
  const newestFirst = page.newestFirst ?? false;
  const limit = Math.max(1, Math.min(page.limit ?? defaultLimit, maxLimit));
  const walks = newestFirst ? walksOf(query).reverse() : walksOf(query);
  const start: Position =
    page.cursor === undefined ? { walk: 0 } : opened(page.cursor, printOf(query, newestFirst), walks);

  const wanted = page.last ? limit : limit + 1;
  const found: { walk: number; hit: F }[] = [];
  for (const [walk, stretch] of walks.entries()) {
    if (walk < start.walk || found.length === wanted) continue;
    const after = walk === start.walk ? start.sort : undefined;
    const hits = await read(stretch, { after, count: wanted - found.length, newestFirst });
    found.push(...hits.map((hit) => ({ walk, hit })));
  }
  const items = found.slice(0, limit).map(({ hit }) => hit);
  const end = found.length > limit ? found[limit - 1] : undefined;
  if (!end) return { items };
  return { items, cursor: sealed(printOf(query, newestFirst), { walk: end.walk, sort: end.hit.sort }) };
}
