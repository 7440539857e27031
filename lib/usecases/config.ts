import type { Template } from "#lib/domain/content/template.ts";
import type { FormVersion } from "#lib/domain/forms/form.ts";
import type { JourneyVersion } from "#lib/domain/journey/definition.ts";
import { defaultPolicy, type Policy } from "#lib/domain/policy/policy.ts";
import type { Segment } from "#lib/domain/segment/segment.ts";
import type { SwitchTarget } from "#lib/domain/switch.ts";
import { plusMs } from "#lib/domain/time/instant.ts";
import type { Instant } from "#lib/domain/words.ts";
import type { Clock, Records } from "#lib/ports.ts";
import { pages } from "./every-item.ts";

type Reader = { records: Records; clock: Clock };

/**
 * What changes seldom and every message needs is kept for half a minute per process, so that it costs no read unit
 * per message: a retired template or a new policy is obeyed at most 30 seconds later.
 */
const keptMs = 30_000;
const kept = new WeakMap<Records, Map<string, { until: Instant; value: Promise<unknown> }>>();

/** A switch that was turned is obeyed sooner. */
const switchKeptMs = 5_000;

/** Reads once in a while: undefined is not kept. */
export function keep<T>(
  { records, clock }: Reader,
  key: string,
  read: () => Promise<T>,
  keptFor = keptMs,
): Promise<T> {
  const now = clock.now();
  const known = kept.get(records)?.get(key);
  if (known && known.until > now) return known.value as Promise<T>;
  return readAnew(records, key, { read, until: plusMs(now, keptFor) });
}

async function readAnew<T>(
  records: Records,
  key: string,
  { read, until }: { read: () => Promise<T>; until: Instant },
): Promise<T> {
  const cache = kept.get(records) ?? new Map<string, { until: Instant; value: Promise<unknown> }>();
  kept.set(records, cache);
  const value = await read();
  if (value !== undefined) cache.set(key, { until, value: Promise.resolve(value) });
  return value;
}

/** What a process wrote itself it must see at once. */
export const forget = (records: Records): boolean => kept.delete(records);

export const loadPolicy = (ports: Reader): Promise<Policy> =>
  keep(ports, "policy", async () => ({
    // What was written before a setting came to be has its default.
    ...defaultPolicy,
    ...(await ports.records.get("policy", "policy"))?.data,
  }));

/** Whether everything, or one journey, is paused: known at most five seconds late. */
export const isPaused = (ports: Reader, target: SwitchTarget): Promise<boolean> =>
  keep(
    ports,
    `switch ${target}`,
    async () => (await ports.records.get("switch", target))?.data.paused ?? false,
    switchKeptMs,
  );

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

/**
 * The version that a running journey uses: of a retired template the last one, so that the gate says why nothing
 * leaves and the journey goes on, instead of a turn that can never be taken.
 */
export async function lastTemplate(ports: Reader, id: string): Promise<Template | undefined> {
  const published = await publishedTemplate(ports, id);
  if (published) return published;
  const head = await ports.records.get("templateHead", id);
  return head?.data.versions ? loadTemplate(ports, id, head.data.versions) : undefined;
}

export const loadForm = (ports: Reader, id: string, version: number): Promise<FormVersion | undefined> =>
  keep(
    ports,
    `form ${id}@${version}`,
    async () => (await ports.records.get("form", `${id}@${version}`))?.data,
  );

/** The version that a patient who begins a form gets. */
export const publishedForm = (ports: Reader, id: string): Promise<FormVersion | undefined> =>
  keep(ports, `published form ${id}`, async () => {
    const head = await ports.records.get("formHead", id);
    return head?.data.published ? loadForm(ports, id, head.data.published) : undefined;
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
export const publishedJourneys = async (ports: Reader): Promise<JourneyVersion[]> =>
  (await journeysOf(ports)).published;

/** Every journey that may still be running, in its last version: retired ones play to their end. */
export const startedJourneys = async (ports: Reader): Promise<JourneyVersion[]> =>
  (await journeysOf(ports)).started;

/** Every version that a run may still have: runs keep theirs, whatever was published since. */
export const runnableVersions = async (ports: Reader): Promise<JourneyVersion[]> => {
  const { started } = await journeysOf(ports);
  const earlier = started.flatMap(({ id, version }) =>
    Array.from({ length: version - 1 }, (_, n) => earlierJourney(ports, id, n + 1)),
  );
  return [...started, ...(await Promise.all(earlier)).filter((journey) => journey !== undefined)];
};

/** Steps of a version that was published never change, so it is read once an hour. */
const earlierJourney = (ports: Reader, id: string, version: number): Promise<JourneyVersion | undefined> =>
  keep(
    ports,
    `earlier journey ${id}@${version}`,
    async () => (await ports.records.get("journey", `${id}@${version}`))?.data,
    3_600_000,
  );

type Journeys = { published: JourneyVersion[]; started: JourneyVersion[] };

const journeysOf = (ports: Reader): Promise<Journeys> =>
  keep(ports, "journeys", async () => {
    const journeys: Journeys = { published: [], started: [] };
    for await (const { id, data } of pages(ports.records, { kind: "journeyHead", of: "customer" })) {
      const last = data.versions ? await loadJourney(ports, id, data.published ?? data.versions) : undefined;
      if (last) journeys.started.push(last);
      if (last && data.published) journeys.published.push(last);
    }
    return journeys;
  });

/** Every segment, the retired ones too: who is in one of those is still to leave it. */
export const loadSegments = (ports: Reader): Promise<Segment[]> =>
  keep(ports, "segments", async () => {
    const found: Segment[] = [];
    for await (const { data } of pages(ports.records, { kind: "segment", of: "customer" })) found.push(data);
    return found;
  });
