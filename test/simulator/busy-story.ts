import { day, type Happening, hour, type Story, type StoryEvent } from "./events.ts";
import type { Person } from "./people.ts";
import { storyOf } from "./story.ts";

const minute = 60_000;
const person = "person-0";
const start = "2026-06-01T13:00:00.000Z";

const told = (atMs: number) => new Date(Date.parse(start) + atMs).toISOString();

/** One person with a phone and an email, who answers nothing but what the story says. */
const { people } = storyOf(3, { small: true });
const someone: Person = { ...(people[0] as Person), manner: "silent", visits: ["visit"] };

const patient = (atMs: number, change: object = {}): Happening => ({
  do: "patient",
  atMs,
  input: { ...someone.input, ...change, sourceUpdatedAt: told(atMs) },
});

const visit = (atMs: number, change: object = {}): Happening => ({
  do: "visit",
  atMs,
  person,
  input: {
    reference: "visit",
    status: "booked",
    start: "2026-06-04T15:00:00.000Z",
    timeZone: "America/Chicago",
    locationName: "Riverside Clinic",
    ...change,
    sourceUpdatedAt: told(atMs),
  },
});

const says = (atMs: number, text: string): Happening => ({
  do: "says",
  atMs,
  person,
  word: "answer",
  text,
  times: 1,
});

const sends = (atMs: number, template: string, dueInMs = 0): Happening => ({
  do: "send",
  atMs,
  person,
  template,
  reference: `${template} ${atMs}`,
  dueInMs,
  twice: false,
  ...(template === "appointment-moved" && { visit: "visit" }),
});

const consent = (atMs: number, state: "granted" | "revoked"): Happening => ({
  do: "consent",
  atMs,
  person,
  input: { reference: `consent ${atMs}`, purpose: "marketing", state, at: told(atMs), written: true },
});

const moved = { start: "2026-06-05T18:00:00.000Z" };

/** Everything that can happen from outside, once and to one person, a while apart: every path of the system once. */
const happenings: Happening[] = [
  patient(0),
  visit(10 * minute),
  consent(20 * minute, "granted"),
  sends(2 * hour, "newsletter"),
  sends(2 * hour, "recall-alert", 20 * minute),
  says(27 * hour, "1"),
  says(28 * hour, "2"),
  visit(29 * hour, moved),
  { do: "pause", atMs: 30 * hour, pick: 0 },
  { do: "resume", atMs: 31 * hour, pick: 0 },
  says(32 * hour, "HELP"),
  sends(33 * hour, "appointment-moved", 25 * minute),
  { do: "cancel", atMs: 33 * hour + 10 * minute, pick: 0 },
  { do: "policy", atMs: 35 * hour, change: { budget: { perDay: 2, perWeek: 4 } } },
  says(50 * hour, "STOP"),
  says(51 * hour, "START"),
  consent(52 * hour, "revoked"),
  says(53 * hour, "my son has soccer then"),
  { do: "desk", atMs: 54 * hour, pick: 0 },
  patient(55 * hour, { language: "es", contactPoints: [{ channel: "sms", address: "+13125550107" }] }),
  { do: "unsubscribe", atMs: 56 * hour, person },
  visit(60 * hour, { ...moved, status: "cancelled" }),
];

export const busyStory: Story = {
  seed: 3,
  start,
  lengthMs: 4 * day,
  people: [someone],
  about: [],
  events: happenings.map((event, n) => ({ ...event, n }) as StoryEvent),
};
