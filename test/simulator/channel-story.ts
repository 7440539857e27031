import type { Channel } from "#lib/domain/words.ts";
import { day, type Happening, hour, type Story, type StoryEvent } from "./events.ts";
import type { Person } from "./people.ts";
import { storyOf } from "./story.ts";

const minute = 60_000;
const person = "person-0";
const start = "2026-06-01T13:00:00.000Z";
const phone = "+13125550100";

const at = (ms: number): string => new Date(Date.parse(start) + ms).toISOString();

/** One with every address there is, whose staff are there in the mornings. */
const [like] = storyOf(3, { small: true }).people as [Person];
const home = { lines: ["17 Quillfeather Road"], city: "Chicago", state: "IL" as const, postalCode: "60601" };
const someone: Person = {
  ...like,
  manner: "silent",
  visits: [],
  input: {
    ...like.input,
    birthDate: "1970-01-01",
    timeZone: "America/Chicago",
    contactPoints: [
      ...(["sms", "voice", "whatsapp"] as const).map((channel) => ({ channel, address: phone })),
      { channel: "portal", address: "portal-0" },
      { channel: "letter", postal: { ...home, country: "US" } },
    ],
  },
};

const on = (atMs: number, add: Channel[], change = {}): Happening => ({
  ...{ do: "channels", atMs, add, first: true, change },
});

const says = (atMs: number, channel: Channel, text: string): Happening => ({
  ...{ do: "writes", atMs, channel, person, text },
});

const presses = (atMs: number, key: string): Happening => ({ do: "presses", atMs, person, key });

const agrees = (atMs: number, channel: Channel): Happening => ({
  ...{ do: "consent", atMs, person },
  input: { reference: `agreed ${channel}`, channel, state: "granted", at: at(atMs), written: true },
});

const sends = (atMs: number, template = "all-ways"): Happening => ({
  ...{ do: "send", atMs, person, template, reference: `${template} ${atMs}`, dueInMs: 0, twice: false },
});

const inbox = (atMs: number, what: "opens" | "answers", text = ""): Happening => ({
  ...{ do: "portal", atMs, person, what, lot: 0, text },
});

const office = { from: "09:00", to: "12:00" };
const replies = {
  ...{ budget: { perDay: 9, perWeek: 30 }, nearDuplicateHours: 0, stopLine: "312-555-0188" },
  careHours: { weekday: office, saturday: office, sunday: office, federalHolidays: "closed" as const },
  replyRouting: [{ queue: "crisis-line", urgent: true }],
};

/** Every channel and what is done on it, once each and a while apart, by one person and the colleagues who call them. */
const happenings: Happening[] = [
  on(minute, ["voice"], replies),
  { do: "patient", atMs: 2 * minute, input: { ...someone.input, sourceUpdatedAt: at(2 * minute) } },
  agrees(3 * minute, "voice"),
  agrees(4 * minute, "whatsapp"),
  { do: "gap", atMs: 5 * minute },
  sends(2 * hour),
  presses(3 * hour, "2"),
  presses(4 * hour, "9"),
  says(5 * hour, "sms", "START"),
  on(6 * hour, ["whatsapp"]),
  sends(6 * hour + minute),
  says(6 * hour + 20 * minute, "whatsapp", "is there parking at yours"),
  sends(6 * hour + 30 * minute, "free-word"),
  says(7 * hour, "whatsapp", "STOP. I want to kill myself"),
  says(20 * hour, "whatsapp", "START"),
  on(21 * hour, ["staff-call"], { fallbackAfter: { "staff-call": "PT6H" } }),
  sends(22 * hour),
  sends(23 * hour),
  on(49 * hour, ["portal"]),
  sends(50 * hour),
  inbox(51 * hour, "opens"),
  inbox(52 * hour, "answers", "I want to kill myself"),
  inbox(53 * hour, "answers", "STOP"),
  on(54 * hour, ["letter"]),
  sends(54 * hour + minute),
  says(55 * hour, "sms", "START"),
  { do: "sender", atMs: 56 * hour, name: "sms-1", down: true },
  sends(56 * hour + minute, "check-up"),
  {
    do: "patient",
    atMs: 62 * hour,
    input: { ...someone.input, deceased: true, sourceUpdatedAt: at(62 * hour) },
  },
];

export const channelStory: Story = {
  seed: 13,
  start,
  lengthMs: 4 * day,
  people: [someone],
  about: ["voice", "whatsapp", "staffCalls", "portal", "letters", "danger", "senders", "careGaps"],
  events: happenings.map((event, n) => ({ ...event, n }) as StoryEvent),
};
