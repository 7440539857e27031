import { Refusal } from "#lib/domain/errors.ts";
import type { Change, Stored } from "#lib/domain/kinds.ts";
import { forget } from "../config.ts";
import { retried } from "../retry.ts";
import {
  type AuthoringPorts,
  type By,
  type Content,
  findHead,
  headChange,
  type VersionTold,
} from "./content.ts";

/** A transaction holds 100 items: the head and these. */
const mostAtOnce = 99;

/**
 * Takes the published version out of use and, with it, the older ones that work under way may still name: who retires
 * a text wants none of it sent. Throws `not_found`, `wrong_state` (nothing is published).
 */
export const retireContent = <D extends { id: string }>(
  ports: AuthoringPorts,
  content: Content<D>,
  id: string,
  by: By,
): Promise<VersionTold> =>
  retried(async () => {
    const head = await findHead(ports, content, id);
    const version = head.data.published;
    if (version === undefined) throw new Refusal("wrong_state", "Nothing of it is published.");
    const event = { type: content.events.retired, ...by };
    const inUse = await stillPublished(ports, content, id);
    const retired = inUse.map(
      (record) =>
        ({
          kind: content.version,
          id: record.id,
          expect: record.version,
          data: { ...record.data, status: "retired" },
          event: { ...event, at: ports.clock.now() },
        }) as Change,
    );
    const data = { ...head.data, published: undefined };
    const last = headChange(ports, content, { version: head.version, data }, event);
    for (let from = 0; from < retired.length; from += mostAtOnce) {
      const some = retired.slice(from, from + mostAtOnce);
      // The head last: should it break off, nothing says that all is retired, and it can be asked again.
      await ports.records.save(from + mostAtOnce < retired.length ? some : [...some, last]);
    }
    forget(ports.records);
    return { id, version, status: "retired" };
  });

async function stillPublished<D extends { id: string }>(
  { records }: AuthoringPorts,
  content: Content<D>,
  id: string,
): Promise<Stored<"template" | "journey" | "form">[]> {
  const found: Stored<"template" | "journey" | "form">[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.list(
      { kind: content.version, of: "versions", id },
      { limit: 100, ...(cursor && { cursor }) },
    );
    found.push(...page.items.filter(({ data }) => data.status === "published"));
    cursor = page.cursor;
  } while (cursor);
  return found;
}
