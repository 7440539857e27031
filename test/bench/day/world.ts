import { Agenda } from "#lib/adapters/local/agenda.ts";
import { movableClock } from "#lib/adapters/local/clock.ts";
import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import type { EventType } from "#lib/domain/event.ts";
import { libraryTemplates } from "#lib/domain/library/templates.ts";
import { Policy } from "#lib/domain/policy/policy.ts";
import type { Instant } from "#lib/domain/words.ts";
import { secrets } from "#lib/lambda/secrets.ts";
import type { ChannelPort, Log, Ports } from "#lib/ports.ts";
import { followChanges } from "#lib/usecases/follow-changes.ts";
import { deliver } from "#lib/usecases/outreach/deliver.ts";
import type { ReactPorts } from "#lib/usecases/react.ts";

/** What happened, by event; and where each outreach stands in the end. */
export type Counts = {
  events: Partial<Record<EventType, number>>;
  /** Outreaches by their last status, and how many were begun: the two must add up. */
  fates: Record<string, number>;
  created: number;
  /** Changes that were audited. */
  lines: number;
};

/** What these use cases ask of the world, and no more: the rest of it is not of this day. */
type DayPorts = ReactPorts & Pick<Ports, "secrets">;

export type World = {
  ports: DayPorts;
  agenda: Agenda;
  /** Everything due up to then, minute by minute, and what the stream makes of it. */
  runTo(to: Instant): Promise<void>;
  counts(): Counts;
};

/**
 * The use cases over the memory twin, with the agenda for queue, timer and time: what the local system does without the
 * Lambdas' envelopes and the state machine's document, which AWS and not our code would run.
 */
export async function worldAt(
  start: Instant,
  sent: (outreachId: string, address: string) => void,
): Promise<World> {
  const clock = movableClock(start);
  const agenda = new Agenda();
  const records = memoryRecords();
  let n = 0;
  let accepted = 0;
  const log: Log = { info: () => undefined, warn: () => undefined, error: failed };
  const channel: ChannelPort = {
    channel: "sms",
    async send({ outreachId, address }) {
      sent(outreachId, address);
      return { outcome: "accepted", providerId: `bench-${++accepted}` };
    },
  };
  const core = { records, clock, log, ids: { unique: () => `unique-${++n}` }, secrets };
  const send = async (message: { outreachId: string; channel: "sms" }) =>
    void (await deliver({ ...core, channel }, message));
  const later = (seconds: number): Instant =>
    new Date(Date.parse(clock.now()) + seconds * 1000).toISOString();
  const ports: DayPorts = {
    ...core,
    queue: { send: async (message, delay = 0) => agenda.add(later(delay), () => send(message as never)) },
    timer: {
      set: async (name, at, message) => agenda.add(at, () => send(message as never), name),
      clear: async (name) => void agenda.remove(name),
    },
    machine: { start: async () => undefined, wake: async () => undefined },
    operations: { start: async () => undefined },
  };
  const tally = tallied();

  async function rest(): Promise<void> {
    for (;;) {
      for (let due = agenda.take(clock.now()); due; due = agenda.take(clock.now())) await due();
      const changes = records.drain();
      if (changes.length === 0) return;
      tally.add(changes);
      if ((await followChanges(ports, changes)).length > 0) throw new Error("a change could not be followed");
    }
  }

  await furnish(ports);
  records.drain();
  return {
    ports,
    agenda,
    counts: tally.counts,
    async runTo(to) {
      await rest();
      for (let at = agenda.next(); at !== undefined && at <= to; at = agenda.next()) {
        clock.set(at);
        await rest();
      }
      clock.set(to);
      await rest();
    },
  };
}

function failed(message: string): void {
  throw new Error(message);
}

function tallied() {
  const events: Counts["events"] = {};
  const fates = new Map<string, string>();
  let lines = 0;
  let created = 0;
  return {
    add(changes: ReturnType<ReturnType<typeof memoryRecords>["drain"]>): void {
      lines += changes.length;
      for (const { before, after } of changes) {
        events[after.event.type] = (events[after.event.type] ?? 0) + 1;
        if (after.kind !== "outreach") continue;
        fates.set(after.id, (after.data as { status: string }).status);
        if (!before) created += 1;
      }
    },
    counts: (): Counts => {
      const byFate: Record<string, number> = {};
      for (const fate of fates.values()) byFate[fate] = (byFate[fate] ?? 0) + 1;
      return { events, fates: byFate, created, lines };
    },
  };
}

/** Two messages a day are allowed here: the day is about numbers, and a held message is none. */
async function furnish({ records, clock }: DayPorts): Promise<void> {
  const event = { at: clock.now(), actor: { type: "staff", id: "bench" } } as const;
  const policy = Policy.parse({ budget: { perDay: 2, perWeek: 6 }, clinicName: "Riverside Clinic" });
  await records.save([
    { kind: "policy", id: "policy", expect: 0, data: policy, event: { ...event, type: "policy.changed" } },
  ]);
  for (const content of libraryTemplates) {
    const published = { ...event, type: "template.published" } as const;
    const head = { id: content.id, draft: undefined, published: 1, versions: 1 };
    const version = { id: content.id, version: 1, status: "published" as const, content };
    await records.save([
      { kind: "templateHead", id: content.id, expect: 0, data: head, event: published },
      { kind: "template", id: `${content.id}@1`, expect: 0, data: version, event: published },
    ]);
  }
}
