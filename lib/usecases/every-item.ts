import type { Stored } from "#lib/domain/kinds.ts";
import type { ListQuery, Records } from "#lib/ports.ts";

/** Everything of a list, fetched page by page as it is asked for. */
export async function* pages<Q extends ListQuery>(
  records: Records,
  query: Q,
): AsyncGenerator<Stored<Q["kind"]>> {
  let cursor: string | undefined;
  do {
    const page = await records.list(query, { limit: 100, ...(cursor && { cursor }) });
    yield* page.items;
    cursor = page.cursor;
  } while (cursor);
}
