import type { JourneyVersion } from "#lib/domain/journey/definition.ts";
import { defaultPolicy, type Policy } from "#lib/domain/policy.ts";
import type { Template } from "#lib/domain/template.ts";
import type { Clock, Records } from "#lib/ports.ts";

type Reader = { records: Records; clock: Clock };

/**
 * What changes seldom and every message needs is kept for half a minute per process, so that it costs no read unit
 * per message: a retired template or a new policy is obeyed at most 30 seconds later.
 */
const keptMs = 30_000;
const kept = new WeakMap<Records, Map<string, { until: number; value: unknown }>>();

async function keep<T>({ records, clock }: Reader, key: string, read: () => Promise<T>): Promise<T> {
  const cache = kept.get(records) ?? new Map<string, { until: number; value: unknown }>();
  kept.set(records, cache);
  const now = Date.parse(clock.now());
  const known = cache.get(key);
  if (known && known.until > now) return known.value as T;
  const value = await read();
  if (value !== undefined) cache.set(key, { until: now + keptMs, value });
  return value;
}

/** What a process wrote itself it must see at once. */
export const forget = (records: Records): boolean => kept.delete(records);

export const loadPolicy = (ports: Reader): Promise<Policy> =>
  keep(ports, "policy", async () => (await ports.records.get("policy", "policy"))?.data ?? defaultPolicy);

export const loadTemplate = (ports: Reader, id: string, version: number): Promise<Template | undefined> =>
  keep(
    ports,
    `template ${id}@${version}`,
    async () => (await ports.records.get("template", `${id}@${version}`))?.data,
  );

/** The version that new work uses. */
export const publishedTemplate = (ports: Reader, id: string): Promise<Template | undefined> =>
  keep(ports, `published template ${id}`, async () => {
    const head = await ports.records.get("templateHead", id);
    return head?.data.published ? loadTemplate(ports, id, head.data.published) : undefined;
  });

export const loadJourney = (
  ports: Reader,
  id: string,
  version: number,
): Promise<JourneyVersion | undefined> =>
  keep(
    ports,
    `journey ${id}@${version}`,
    async () => (await ports.records.get("journey", `${id}@${version}`))?.data,
  );

/** Every journey that has a published version, in that version. */
export const publishedJourneys = (ports: Reader): Promise<JourneyVersion[]> =>
  keep(ports, "published journeys", async () => {
    const found: JourneyVersion[] = [];
    let cursor: string | undefined;
    do {
      const page = await ports.records.list(
        { kind: "journeyHead", of: "customer" },
        { limit: 100, ...(cursor && { cursor }) },
      );
      for (const { id, data } of page.items) {
        const version = data.published && (await loadJourney(ports, id, data.published));
        if (version) found.push(version);
      }
      cursor = page.cursor;
    } while (cursor);
    return found;
  });
