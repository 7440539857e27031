import { origin } from "./browser.ts";
import { day, type Happening, hour, type Story, type StoryEvent } from "./events.ts";
import type { Person } from "./people.ts";
import { storyOf } from "./story.ts";

const minute = 60_000;
const start = "2026-06-01T13:00:00.000Z";
const [first, second] = ["person-0", "person-1"] as const;

const at = (ms: number): string => new Date(Date.parse(start) + ms).toISOString();

/** Two with a phone and a mailbox each, who answer on the clinic's pages alone. */
const [like] = storyOf(3, { small: true }).people as [Person];
const someone = (reference: string, n: number): Person => ({
  ...like,
  reference,
  manner: "silent",
  visits: [],
  input: {
    ...like.input,
    reference,
    timeZone: "America/Chicago",
    contactPoints: [
      { channel: "sms", address: `+1312555010${n}` },
      { channel: "email", address: `ottoline.quill${n}@mailbox.test` },
    ],
  },
});
const people = [someone(first, 0), someone(second, 1)];

const patient = (person: string, atMs: number, change: object = {}): Happening => {
  const known = people.find((p) => p.reference === person) as Person;
  return { do: "patient", atMs, input: { ...known.input, ...change, sourceUpdatedAt: at(atMs) } };
};

const visit = (person: string, atMs: number, change: object = {}): Happening => ({
  do: "visit",
  atMs,
  person,
  input: {
    reference: `visit of ${person}`,
    status: "booked",
    start: person === first ? "2026-06-04T15:00:00.000Z" : "2026-06-06T15:00:00.000Z",
    timeZone: "America/Chicago",
    locationName: "Riverside Clinic",
    visitType: "Colonoscopy follow-up",
    ...change,
    sourceUpdatedAt: at(atMs),
  },
});

const consent = (person: string, atMs: number, more: object): Happening => ({
  do: "consent",
  atMs,
  person,
  input: { reference: `consent ${atMs}`, state: "granted", at: at(atMs), written: true, ...more },
});

const sends = (person: string, atMs: number, template: string, dueInMs = 0): Happening => ({
  do: "send",
  atMs,
  person,
  template,
  reference: `${template} ${atMs}`,
  dueInMs,
  twice: false,
});

const relations = [{ reference: "mother", role: "proxy", name: "Willibrord Iolaidhue" }];
const hers = { channel: "sms", address: "+13125550100", relation: "mother" };
const portal = { channel: "portal", address: "portal-0" };

/** What staff and operations can do, once each and a while apart, to two people who share a phone in the end. */
const happenings: Happening[] = [
  {
    do: "policy",
    atMs: minute,
    change: {
      linkBase: origin,
      channels: ["sms", "email", "push", "portal"],
      fallbackAfter: { sms: "PT2H" },
      budget: { perDay: 6, perWeek: 30 },
      stopScope: "category",
    },
  },
  patient(first, 2 * minute, {
    contactPoints: [...(people[0]?.input.contactPoints ?? []), portal],
    attributes: { risk: "high" },
  }),
  patient(second, 3 * minute),
  { do: "segment", what: "save", atMs: 10 * minute },
  visit(first, 20 * minute),
  visit(second, 21 * minute),
  { do: "waiting", person: second, visit: `visit of ${second}`, joins: true, atMs: 40 * minute },
  { do: "level", level: "location", of: "riverside-clinic", values: { budget: { perDay: 5 } }, atMs: hour },
  { do: "level", level: "patient", of: second, values: { budget: { perDay: 6 } }, atMs: 61 * minute },
  {
    do: "campaign",
    what: "draft",
    id: "campaign-0",
    people: [first, second],
    sending: {
      send: { template: "clinic-news", channels: "preferred" },
      throttle: { perHour: 1 },
      canary: { share: 0.5, watch: "PT3H", complaints: 1, optOuts: 1 },
    },
    atMs: 2 * hour,
  },
  { do: "campaign", what: "approve", id: "campaign-0", atMs: 2 * hour + minute },
  { do: "campaign", what: "pause", id: "campaign-0", atMs: 2 * hour + 10 * minute },
  { do: "campaign", what: "resume", id: "campaign-0", atMs: 3 * hour },
  consent(first, 4 * hour, { part2: true, until: at(30 * hour) }),
  sends(first, 4 * hour + minute, "treatment-plan"),
  { do: "form", person: first, atMs: 5 * hour },
  { do: "content", what: "publish", id: "check-up", atMs: 6 * hour },
  { do: "switch", of: "everything", paused: true, atMs: 6 * hour + minute },
  sends(second, 6 * hour + 2 * minute, "check-up"),
  { do: "switch", of: "everything", paused: false, atMs: 7 * hour },
  { do: "override", person: second, rules: ["daily_budget"], forMs: 20 * hour, atMs: 8 * hour },
  sends(second, 9 * hour, "check-up", 30 * minute),
  visit(first, 25 * hour, { status: "cancelled" }),
  { do: "content", what: "retire", id: "clinic-news", atMs: 26 * hour },
  patient(second, 27 * hour, { contactPoints: [hers], relations, timeZone: "Asia/Kolkata" }),
  consent(second, 28 * hour, { relation: "mother" }),
  sends(second, 30 * hour, "check-up"),
  { do: "says", person: second, word: "stop", text: "STOP", times: 1, atMs: 47 * hour },
  { do: "migration", what: "publish", atMs: 48 * hour },
  { do: "migration", what: "migrate", atMs: 49 * hour },
  { do: "migration", what: "undo", atMs: 50 * hour },
  patient(first, 51 * hour, { attributes: { risk: "low" } }),
  { do: "campaign", what: "stop", id: "campaign-0", atMs: 52 * hour },
  { do: "segment", what: "retire", atMs: 53 * hour },
  { do: "bulk", what: "part", part: 1, people: [first, second], atMs: 54 * hour },
  { do: "bulk", what: "part", part: 2, people: [second], atMs: 54 * hour + minute },
  { do: "bulk", what: "complete", atMs: 55 * hour },
  { do: "bulk", what: "dry-run", atMs: 56 * hour },
  { do: "bulk", what: "end-runs", atMs: 57 * hour },
];

export const deskStory: Story = {
  seed: 11,
  start,
  lengthMs: 5 * day,
  people,
  about: [
    "campaigns",
    "pages",
    "content",
    "levels",
    "overrides",
    "waitingList",
    "migrations",
    "switches",
    "segments",
    "longRuns",
    "bulkWork",
  ],
  events: happenings.sort((a, b) => a.atMs - b.atMs).map((event, n) => ({ ...event, n }) as StoryEvent),
};
