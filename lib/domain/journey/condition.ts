import { expressionFault, programs, sandbox } from "../expression.ts";
import type { Fact } from "../fact.ts";
import { ageAt } from "../time/age.ts";
import type { Appointment } from "../visit/appointment.ts";
import type { Instant } from "../words.ts";
import type { Facts } from "./effects.ts";

/** `has(patient.attributes.x)` asks whether a value is there; one that is missing makes the condition false. */
const environment = sandbox()
  .registerVariable("patient", "map")
  .registerVariable("appointment", "map")
  .registerVariable("fact", "map")
  .registerVariable("news", "map")
  .registerVariable("hoursUntilVisit", "double");

/** What just happened, where a condition is asked because of it. */
export type Happened = { type: string; ref?: string | undefined; value?: string | undefined };

const programOf = programs(environment);

/** Whether the condition holds; one that cannot be answered (a value is missing) does not. */
export function holds(expression: string, facts: Facts, now: Instant, news?: Happened): boolean {
  try {
    return programOf(expression)(conditionFacts(facts, now, news)) === true;
  } catch {
    return false;
  }
}

/** What is wrong with a condition, in the parser's words; undefined where it is sound. */
export const conditionFault = (expression: string): string | undefined =>
  expressionFault(environment, expression);

/** A value that is not known is not there at all: `size(fact)` or `fact == {…}` would count one that is undefined. */
function conditionFacts(facts: Facts, now: Instant, news: Happened | undefined) {
  const { visit, fact } = subjectsOf(facts, news?.ref);
  const { language, timeZone, active, prospect, gender, birthDate, attributes } = facts.patient;
  return {
    patient: {
      language,
      timeZone,
      active,
      prospect,
      attributes,
      ...defined({ gender, age: birthDate && ageAt(birthDate, now) }),
    },
    appointment: visit ? visitFacts(visit) : {},
    fact: fact ? factFacts(fact, now) : {},
    news: news ? { type: news.type, ...defined({ value: news.value }) } : {},
    ...(visit?.start && { hoursUntilVisit: hoursBetween(now, visit.start) }),
  };
}

/** The visit and the fact that a condition is about: what the news tells of, else the subject's own. */
function subjectsOf({ appointment, fact, told }: Facts, ref: string | undefined) {
  const other = ref && told?.[ref];
  if (!other) return { visit: appointment, fact };
  return "confirmation" in other ? { visit: other, fact } : { visit: appointment, fact: other };
}

const visitFacts = ({ status, confirmation, visitType, specialty, locationId }: Appointment) => ({
  status,
  confirmation,
  ...defined({ visitType, specialty, locationId }),
});

const factFacts = ({ type, status, code, value, at }: Fact, now: Instant) => ({
  type,
  ...defined({
    status,
    code: code?.code,
    system: code?.system,
    value,
    daysAgo: at && -hoursBetween(now, at) / 24,
  }),
});

const hoursBetween = (from: Instant, to: Instant): number => (Date.parse(to) - Date.parse(from)) / 3_600_000;

const defined = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
