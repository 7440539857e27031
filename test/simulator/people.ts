import type { PatientInput } from "#lib/domain/inputs.ts";
import type { Random } from "../../bin/local/clinic/random.ts";

/** How a person takes a question. */
export type Manner =
  | "confirms"
  | "declines"
  | "silent"
  | "stops"
  | "unclear"
  | "late"
  | "twice"
  | "changes-mind";

export type Person = {
  reference: string;
  manner: Manner;
  input: PatientInput & { reference: string };
  /** What the source will tell of them later, each on top of the first message. */
  changes: Partial<PatientInput>[];
  /** References of their visits. */
  visits: string[];
};

/** With letters that no id has (i, l, o, u are not of Crockford's base 32): a log that holds one holds a name. */
const given = ["Guillermina", "Philippos", "Louisiana", "Ottoline", "Willibrord", "Oluwaseun"];
const family = ["Ulloquist", "Oliphantou", "Iolaidhue", "Muilenburg", "Loughlinson", "Quillouise"];
const zones = [
  "America/Chicago",
  "America/New_York",
  "America/Phoenix",
  "America/Los_Angeles",
  "Pacific/Honolulu",
  "America/St_Johns",
  "Europe/London",
  "Australia/Lord_Howe",
];
const manners: Manner[] = [
  "confirms",
  "confirms",
  "declines",
  "silent",
  "silent",
  "stops",
  "unclear",
  "late",
  "twice",
  "changes-mind",
];

const email = (n: number): string => `ottoline.quill${n}@mailbox.test`;
/** 555-0100 to 555-0199 is set aside for fiction in every area code. */
const phone = (n: number): string => `+1312555010${n}`;

export const people = (random: Random, count: number): Person[] =>
  Array.from({ length: count }, (_, n) => personOf(random, n));

function personOf(random: Random, n: number): Person {
  const reference = `person-${n}`;
  const sms = { channel: "sms" as const, address: phone(n > 0 && random.chance(0.4) ? n - 1 : n) };
  const mail = { channel: "email" as const, address: email(n) };
  const contactPoints = random.pick([[sms], [sms, mail], [sms, mail], [mail], [mail, sms]]);
  const input = {
    reference,
    name: { given: given[n % given.length] as string, family: random.pick(family) },
    birthDate: `19${40 + random.below(50)}-0${1 + random.below(9)}-1${random.below(10)}`,
    language: random.pick(["en", "en", "es", "fr"]),
    timeZone: random.pick(zones),
    deceased: false,
    active: true,
    contactPoints,
    preference: random.chance(0.2) ? { hours: { from: "14:00", to: "18:00" } } : {},
  };
  const other = { channel: "sms" as const, address: phone(random.below(4)) };
  const possible: Partial<PatientInput>[] = [
    { deceased: true },
    { active: false },
    { language: "es" },
    { contactPoints: [other, mail] },
    { contactPoints: [mail] },
    { preference: { channels: ["email", "sms"] } },
    { name: { given: input.name.given, family: "Muilenburg" } },
  ];
  const changes = Array.from({ length: random.below(3) }, () => random.pick(possible));
  return { reference, manner: random.pick(manners), input, changes, visits: [] };
}
