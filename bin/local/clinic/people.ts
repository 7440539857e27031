import { type MagicName, magicAddress } from "#lib/adapters/local/magic.ts";
import type { PatientInput } from "#lib/domain/inputs.ts";
import { type Random, randomFrom } from "./random.ts";

/** How a sample patient takes a question. Anything but the reply itself is left to the system. */
export type Manner =
  | "confirms"
  | "declines"
  | "reschedules"
  | "silent"
  | "stops"
  | "unclear"
  | "late"
  | "second-thoughts";

export type Person = { input: PatientInput & { reference: string }; manner: Manner };

const en = {
  given:
    "Ava Noah Mia Liam Grace Omar Ruth Theo Ivy Samir June Caleb Nora Felix Priya Walter Hana Otis Leila Dean".split(
      " ",
    ),
  family:
    "Abbott Bell Castillo Dawson Ellis Farah Greene Holt Ibarra Jensen Kaur Lowe Mercer Nolan Okafor Price".split(
      " ",
    ),
};
const es = {
  given: "Lucía Mateo Sofía Diego Valentina Andrés Camila Julián Elena Rafael Marisol Tomás".split(" "),
  family: "Álvarez Benítez Cordero Delgado Espinoza Fuentes Guerrero Herrera".split(" "),
};

/** Mostly the clinic's own zone; a few have moved, or winter elsewhere. */
const zones = [
  "America/Chicago",
  "America/Chicago",
  "America/Chicago",
  "America/Chicago",
  "America/New_York",
  "America/Denver",
  "America/Phoenix",
  "America/Los_Angeles",
];

const manners: [Manner, number][] = [
  ["confirms", 46],
  ["silent", 18],
  ["declines", 9],
  ["reschedules", 8],
  ["late", 7],
  ["second-thoughts", 4],
  ["unclear", 5],
  ["stops", 3],
];

function mannerOf(random: Random): Manner {
  let at = random.below(100);
  for (const [manner, share] of manners) {
    at -= share;
    if (at < 0) return manner;
  }
  return "confirms";
}

/** 555-0100 to 555-0199 is set aside for fiction in every area code. */
const phoneOf = (n: number): string =>
  `+1${[312, 773, 708, 630, 847, 224, 331, 464][Math.floor(n / 70) % 8]}55501${String(n % 70).padStart(2, "0")}`;

/** Some have no phone, a number that cannot be, one they share, or an address that behaves in a way of its own. */
function contactPoints(n: number, random: Random): PatientInput["contactPoints"] {
  const email = { channel: "email" as const, address: `sample.patient${n}@clinic.test` };
  const magic: MagicName[] = ["bounce", "failed", "throttled", "timeout", "silent", "optout"];
  if (n % 17 === 5)
    return [
      { channel: "sms", address: magicAddress("sms", magic[Math.floor(n / 17) % 6] as MagicName) },
      email,
    ];
  if (n % 11 === 3) return [email];
  if (n % 13 === 6) return [{ channel: "sms", address: "555-0100" }, email];
  if (n % 19 === 8) return [{ channel: "sms", address: phoneOf(n - 1) }];
  const sms = { channel: "sms" as const, address: phoneOf(n) };
  return [sms, ...(random.chance(0.75) ? [email] : []), ...(n % 5 === 0 ? byHand(n) : [])];
}

/** One in five has told the clinic of a house and of an account with its portal. */
const byHand = (n: number): NonNullable<PatientInput["contactPoints"]> => [
  { channel: "portal", address: `portal-${n}` },
  {
    channel: "letter",
    postal: {
      lines: [`${100 + n} Sample St`],
      city: "Chicago",
      state: "IL",
      postalCode: "60601",
      country: "US",
    },
  },
];

/** The n-th patient of the sample clinic, always the same one. */
export function person(n: number, seed = 1): Person {
  const random = randomFrom(seed * 1_000_003 + n);
  const spanish = random.chance(0.3);
  const names = spanish ? es : en;
  return {
    manner: mannerOf(random),
    input: {
      reference: `sample-${String(n).padStart(4, "0")}`,
      name: { given: random.pick(names.given), family: random.pick(names.family) },
      birthDate: `${1938 + random.below(68)}-0${1 + random.below(9)}-1${random.below(10)}`,
      language: spanish ? "es" : "en",
      timeZone: random.pick(zones),
      deceased: n % 41 === 40,
      contactPoints: contactPoints(n, random) ?? [],
      attributes: { riskLevel: random.pick(["low", "low", "rising", "high"]), program: "primary-care" },
    },
  };
}
