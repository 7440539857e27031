import type { About } from "../outreach/outreach.ts";
import { fallbackChain, pickLanguage } from "../patient/languages.ts";
import type { Policy } from "../policy/policy.ts";
import { defaultCrisis } from "../policy/replies.ts";
import { remembered, rememberedFew } from "../remembered.ts";
import { twoDigits } from "../time/instant.ts";
import { localParts } from "../time/time.ts";
import type { Instant, PrivacyClass } from "../words.ts";

/** What a template may name, by group: `{{ visit.date }}`. A value that is not known is absent, never empty. */
export type Variables = Record<string, string | number | Record<string, string>>;

/** `longest`: as one in a hundred is. `optional`: it may be absent. */
type Standard = {
  meaning: string;
  example: string;
  longest: string;
  reveals: PrivacyClass;
  optional?: true;
};

/**
 * The standard variables. `reveals` is the least privacy class a template needs to name it: the kind of visit may tell
 * a diagnosis, so no open channel says it. What is `optional` may be absent: templates ask for it with `{% if %}` first.
 */
export const standardVariables: Record<string, Standard> = {
  "patient.given": {
    meaning: "the patient's given name",
    example: "Guadalupe",
    longest: "Maria de los Angeles",
    reveals: "limited",
  },
  "visit.date": {
    meaning: "weekday and day, there",
    example: "Wed, Sep 30",
    longest: "mié 30 de sep",
    reveals: "limited",
  },
  "visit.time": {
    meaning: "time of day, there",
    example: "10:30 AM",
    longest: "10:30 a. m.",
    reveals: "limited",
  },
  "visit.weekday": {
    meaning: "day of the week, there",
    example: "Wednesday",
    longest: "Wednesday",
    reveals: "limited",
  },
  "visit.location": {
    meaning: "the place's name",
    example: "Riverside Family Clinic",
    longest: "Saint Bartholomew Regional Medical Center",
    reveals: "limited",
    optional: true,
  },
  "visit.practitioner": {
    meaning: "who sees the patient",
    example: "Dr. Fernandez",
    longest: "Dr. Bartholomew Featherstonehaugh",
    reveals: "limited",
    optional: true,
  },
  "visit.type": {
    meaning: "the kind of visit",
    example: "Follow-up",
    longest: "Follow-up after outpatient surgery",
    reveals: "phi",
    optional: true,
  },
  "clinic.name": {
    meaning: "the customer's name",
    example: "Riverside Clinic",
    longest: "Saint Bartholomew Regional Medical Center",
    reveals: "none",
  },
  "clinic.phone": {
    meaning: "the customer's phone",
    example: "555-010-0199",
    longest: "+1 (555) 010-0199",
    reveals: "none",
    optional: true,
  },
  "clinic.crisis": {
    meaning: "the customer's words about emergencies",
    example: "In an emergency, call 911 now. In a crisis, call or text 988.",
    longest:
      "In an emergency, call 911 or go to the nearest emergency room. In a crisis, call or text 988, day or night.",
    reveals: "none",
  },
  "team.back": {
    meaning: "when the care team is there again",
    example: "Wednesday, 8:00 AM",
    longest: "miércoles, 10:30 a. m.",
    reveals: "none",
    optional: true,
  },
  "link.url": {
    meaning: "a secure link for this patient",
    example: "https://go.example.org/l/aB3dE5gH7jK9mN1pQ3sT5v",
    longest: "https://visits.riversideclinic.example.org/l/aB3dE5gH7jK9mN1pQ3sT5v",
    reveals: "none",
    optional: true,
  },
};

export type VariablesInput = {
  given: string;
  language: string;
  policy: Policy;
  about: About | undefined;
  awayUntil?: Instant | undefined;
};

/** The values of the standard variables but for `link`, which its maker adds. */
export function variablesFor({ given, language, policy, about, awayUntil }: VariablesInput): Variables {
  return {
    patient: isKnown(given) ? { given } : {},
    ...(about && { visit: visitOf(about, language) }),
    clinic: clinics(policy)(language),
    ...(awayUntil && { team: { back: dayAndTime(awayUntil, policy.timeZone, language) } }),
  };
}

function visitOf(about: About, language: string): Record<string, string> {
  const visit = about.start ? momentOf(about.start, about.timeZone, language) : {};
  if (isKnown(about.locationName)) visit.location = about.locationName;
  if (isKnown(about.practitionerName)) visit.practitioner = about.practitionerName;
  if (isKnown(about.visitType)) visit.type = about.visitType;
  return visit;
}

/** What a customer says of itself, by language: the same in every message. */
const clinics = remembered((policy: Policy) =>
  rememberedFew(100, (language: string) => clinicIn(language, policy)),
);

function clinicIn(language: string, policy: Policy): Readonly<Record<string, string>> {
  const { clinicName, clinicPhone } = policy;
  const crisis = crisisIn(language, policy);
  return {
    ...(isKnown(clinicName) && { name: clinicName }),
    ...(isKnown(clinicPhone) && { phone: clinicPhone }),
    ...(isKnown(crisis) && { crisis }),
  };
}

function dayAndTime(at: Instant, zone: string, language: string): string {
  const { weekday, time } = momentOf(at, zone, language);
  return `${weekday}, ${time}`;
}

/** In the language of the message, else in the customer's, else in English. */
function crisisIn(language: string, { crisis, language: own }: Policy): string | undefined {
  const words = { ...defaultCrisis, ...crisis };
  return words[pickLanguage(fallbackChain(language, own), Object.keys(words)) ?? "en"];
}

/** In Liquid an empty text is true, so being absent is the only way to say no. */
const isKnown = (text: string | undefined): text is string => text !== undefined && text.trim() !== "";

/** Our own small tables, not Intl: its wording and blanks (U+202F before AM) differ by runtime and cost UCS-2 parts. */
const calendars = {
  en: {
    days: "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" "),
    months: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" "),
    halves: ["AM", "PM"],
    date: (day: string, month: string, n: number) => `${day.slice(0, 3)}, ${month} ${n}`,
  },
  es: {
    days: "domingo lunes martes miércoles jueves viernes sábado".split(" "),
    months: "ene feb mar abr may jun jul ago sep oct nov dic".split(" "),
    halves: ["a. m.", "p. m."],
    date: (day: string, month: string, n: number) => `${day.slice(0, 3)} ${n} de ${month}`,
  },
  ar: {
    days: "الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت".split(" "),
    months: "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(" "),
    halves: ["ص", "م"],
    date: (day: string, month: string, n: number) => `${day} ${n} ${month}`,
  },
};

const named = Object.keys(calendars) as (keyof typeof calendars)[];

/** A visit's moment as people there read it. A language we have no names for gets the figures of ISO 8601. */
export function momentOf(start: Instant, timeZone: string, language: string): Record<string, string> {
  const { date, time, minutes, weekday } = localParts(start, timeZone);
  const ours = pickLanguage(fallbackChain(language, language), named);
  if (!ours) return { date, time, weekday: date };
  const calendar = calendars[ours];
  const day = calendar.days[weekday] as string;
  const month = calendar.months[twoDigits(date, 5) - 1] as string;
  const hour = Math.floor(minutes / 60);
  return {
    date: calendar.date(day, month, twoDigits(date, 8)),
    time: `${hour % 12 || 12}:${time.slice(3)} ${calendar.halves[hour < 12 ? 0 : 1]}`,
    weekday: day,
  };
}
