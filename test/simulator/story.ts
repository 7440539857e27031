import type { Policy } from "#lib/domain/policy/policy.ts";
import { type Random, randomFrom } from "../../bin/local/clinic/random.ts";
import { keptPoints } from "./concerns/channels.ts";
import { chosenFor } from "./concerns.ts";
import {
  type Context,
  day,
  deliveries,
  type Happening,
  hour,
  type Story,
  type StoryEvent,
  type Word,
} from "./events.ts";
import { type Person, people } from "./people.ts";
import { visitEvents } from "./visits.ts";

/** Nights on which clocks change somewhere, and any other days of two years. */
const clockChanges = [
  "2026-03-08",
  "2026-03-29",
  "2026-04-05",
  "2026-10-04",
  "2026-10-25",
  "2026-11-01",
  "2027-03-14",
];

function startOf(random: Random): string {
  if (random.chance(0.4))
    return new Date(
      Date.parse(`${random.pick(clockChanges)}T00:00:00Z`) - (1 + random.below(4)) * day + 13 * hour,
    ).toISOString();
  return new Date(Date.UTC(2026, 0, 5) + random.below(600) * day + 13 * hour).toISOString();
}

/** Everything that will happen, from the seed alone. What the system does of it is left to the run. */
export function storyOf(seed: number, { small = false }: { small?: boolean } = {}): Story {
  const random = randomFrom(seed * 2_654_435_761 + 17);
  const start = small ? "2026-06-01T13:00:00.000Z" : startOf(random);
  const lengthMs = (small ? 3 : 4 + random.below(4)) * day;
  const all = people(random, small ? 1 : 1 + random.below(4));
  const context = { random, startMs: Date.parse(start), lengthMs };
  const happenings: Happening[] = all.flatMap((person, i) => [
    ...patientEvents(person, context, small),
    ...visitEvents(person, i, context, small),
    ...(small ? [] : spoken(person, context)),
    ...(small ? [] : consents(person, context)),
    ...(small ? [] : directSends(person, context)),
  ]);
  if (!small) happenings.push(...staff(all, context));
  const chosen = small ? { names: [], happenings: [] } : chosenFor(seed, all, context);
  const events = keptPoints([...happenings, ...chosen.happenings])
    .sort((a, b) => a.atMs - b.atMs)
    .map((event, n) => ({ ...event, n }) as StoryEvent);
  return { seed, start, lengthMs, people: all, events, about: chosen.names };
}

const instant = (ms: number): string => new Date(ms).toISOString();

/** What the source tells of a person, each message perhaps late, twice, or overtaken by a later one. */
function patientEvents(
  { input, changes }: Person,
  { random, startMs, lengthMs }: Context,
  small: boolean,
): Happening[] {
  const versions: Person["input"][] = [input];
  if (!small)
    versions.push(...changes.map((change) => ({ ...input, ...change, reference: input.reference })));
  return versions.flatMap((version, v) => {
    const toldMs = v === 0 ? random.below(hour) : hour + random.below(lengthMs - hour);
    const message = { ...version, sourceUpdatedAt: instant(startMs + toldMs) };
    return deliveries(random, toldMs, small).map((atMs) => ({
      do: "patient" as const,
      atMs,
      input: message,
    }));
  });
}

const texts: Record<Word, string[]> = {
  stop: ["STOP", "Stop texting me please", "ALTO", "unsubscribe"],
  start: ["START", "UNSTOP"],
  help: ["HELP"],
  answer: ["1", "2", "3", "Yes", "No"],
  gibberish: ["who is this please tell", "my son has soccer then"],
  emergency: ["I want to kill myself"],
};

const words = [
  "stop",
  "stop",
  "stop",
  "start",
  "start",
  "help",
  "answer",
  "answer",
  "gibberish",
  "emergency",
] as const;

/** Now and then a word; some people say one thing and at once the other. */
function spoken({ reference }: Person, { random, lengthMs }: Context): Happening[] {
  const say = (word: Word, atMs: number): Happening => {
    const times = random.chance(0.2) ? 2 : 1;
    return { do: "says", atMs, person: reference, word, text: random.pick(texts[word]), times };
  };
  return Array.from({ length: random.below(4) }, () => {
    const atMs = 2 * hour + random.below(lengthMs - 2 * hour);
    const first = say(random.pick(words), atMs);
    if (!random.chance(0.3)) return [first];
    const soon = (): number => atMs + random.below(120_000);
    return [first, say(random.pick(["stop", "start"]), soon()), say(random.pick(["stop", "start"]), soon())];
  }).flat();
}

function consents({ reference }: Person, { random, startMs, lengthMs }: Context): Happening[] {
  return Array.from({ length: random.below(4) }, (_, i) => {
    const atMs = 2 * hour + random.below(lengthMs - 2 * hour);
    const input = {
      reference: `consent-${i}`,
      purpose: random.pick(["all", "care", "marketing", "operations"] as const),
      channel: random.pick(["all", "sms", "email"] as const),
      category: random.pick(["all", "all", "appointments", "marketing"]),
      state: random.chance(0.5) ? ("granted" as const) : ("revoked" as const),
      at: instant(startMs + atMs - random.below(3 * hour)),
      written: random.chance(0.7),
    };
    return { do: "consent", atMs, person: reference, input };
  });
}

function directSends({ reference, visits }: Person, { random, lengthMs }: Context): Happening[] {
  return Array.from({ length: random.below(5) }, (_, i) => {
    const template = random.pick([
      "appointment-moved",
      "recall-alert",
      "newsletter",
      "newsletter",
      "help-reply",
    ]);
    const visit = template === "appointment-moved" ? visits[0] : undefined;
    return {
      do: "send",
      atMs: hour + random.below(lengthMs - hour),
      person: reference,
      template: template === "appointment-moved" && !visit ? "newsletter" : template,
      reference: `send-${i}`,
      dueInMs: random.pick([0, 0, 0, 5 * 60_000, 3 * hour, 30 * hour, 70 * hour]),
      ...(visit && { visit }),
      twice: random.chance(0.2),
    };
  });
}

function staff(all: Person[], { random, lengthMs }: Context): Happening[] {
  const at = (): number => 3 * hour + random.below(lengthMs - 3 * hour);
  const some = (most: number, make: () => Happening): Happening[] =>
    Array.from({ length: random.below(most + 1) }, make);
  const window = { from: "00:00", to: "23:59" };
  const narrow = { from: "10:00", to: "16:00" };
  const hours = (w: typeof window): Policy["hours"] => ({
    weekday: w,
    saturday: w,
    sunday: w,
    federalHolidays: "open",
  });
  const changes: Partial<Policy>[] = [
    { budget: { perDay: 2, perWeek: 4 } },
    { budget: { perDay: 1, perWeek: 2 } },
    { hours: hours(window) },
    { hours: hours(narrow) },
    { channels: ["email"] },
    { channels: ["sms", "email", "push"] },
  ];
  return [
    ...some(3, () => ({ do: "cancel", atMs: at(), pick: random.below(1000) })),
    ...some(2, () => ({ do: "pause", atMs: at(), pick: random.below(1000) })),
    ...some(2, () => ({ do: "resume", atMs: at(), pick: random.below(1000) })),
    ...some(1, () => ({ do: "end", atMs: at(), pick: random.below(1000) })),
    ...some(1, () => ({ do: "unsubscribe", atMs: at(), person: random.pick(all).reference })),
    ...some(4, () => ({ do: "desk", atMs: at(), pick: random.below(1000) })),
    ...some(2, () => ({ do: "policy", atMs: at(), change: random.pick(changes) })),
    ...some(2, () => ({ do: "bad", atMs: at(), which: random.below(6), person: random.pick(all).reference })),
  ];
}
