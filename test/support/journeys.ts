import type { Enrollment, News } from "#lib/domain/enrollment.ts";
import { ownedId, patientIdFrom } from "#lib/domain/ids.ts";
import { advance, begin } from "#lib/domain/journey/advance.ts";
import type { JourneyDraft } from "#lib/domain/journey/definition.ts";
import type { Effect, Facts } from "#lib/domain/journey/effects.ts";
import type { Step } from "#lib/domain/journey/grammar.ts";
import type { Patient } from "#lib/domain/patient/patient.ts";
import type { Appointment } from "#lib/domain/visit/appointment.ts";
import { aPolicy } from "./builders.ts";

export const patientId = patientIdFrom("test", "maria");
export const appointmentId = ownedId("appointment", patientId, "visit");
export const zone = "America/New_York";

const maria: Patient = {
  id: patientId,
  identifiers: [],
  name: { given: "Maria", family: "Silva" },
  birthDate: "1950-05-05",
  language: "es",
  timeZone: zone,
  deceased: false,
  active: true,
  prospect: false,
  contactPoints: [],
  preference: {},
  attributes: {},
  relations: [],
};

/** Thursday 2026-06-25, 14:30 in New York. */
export const visitStart = "2026-06-25T18:30:00.000Z";

export function factsWith(appointment: Partial<Appointment> = {}, patient: Partial<Patient> = {}): Facts {
  const visit: Appointment = {
    id: appointmentId,
    patientId,
    status: "booked",
    start: visitStart,
    timeZone: zone,
    confirmation: "none",
    ...appointment,
  };
  return { patient: { ...maria, ...patient }, appointment: visit, policy: aPolicy() };
}

const never = { from: "09:00", to: "09:00" };
/** Under a policy that lets nothing leave, ever. */
export const factsWhenClosed: Facts = {
  ...factsWith(),
  policy: aPolicy({ hours: { weekday: never, saturday: never, sunday: never, federalHolidays: "closed" } }),
};

export const journeyOf = (steps: Record<string, Step>, more: Partial<JourneyDraft> = {}): JourneyDraft => ({
  id: "test-journey",
  purpose: "care",
  category: "test",
  subject: "appointment",
  enrollWhen: { event: "appointment.booked" },
  exitWhen: [],
  start: Object.keys(steps)[0] as string,
  steps,
  ...more,
});

/** A journey played by hand: news and time come in one by one, effects pile up. */
export class Play {
  enrollment: Enrollment;
  effects: Effect[];
  last: Effect[];
  facts: Facts;
  readonly definition: JourneyDraft;
  #seq = 0;

  constructor(definition: JourneyDraft, now: string, facts: Facts = factsWith()) {
    this.definition = definition;
    this.facts = facts;
    const id = definition.subject === "patient" ? patientId : appointmentId;
    const subject = { type: definition.subject, id };
    const turn = begin(definition, 1, { patientId, subject, facts, now });
    this.enrollment = turn.enrollment;
    this.last = turn.effects;
    this.effects = [...turn.effects];
  }

  /** What comes at that moment: news by type, ref and value. */
  news(at: string, type: string, ref?: string, value?: string): this {
    const seq = ++this.#seq;
    const piece: News = { seq, at, type, key: `k${seq}`, ...(ref && { ref }), ...(value && { value }) };
    return this.turn(at, [piece]);
  }

  /** Nothing comes, and the enrollment wakes by itself. */
  wake(): this {
    return this.turn(this.enrollment.wakeAt as string, []);
  }

  turn(at: string, news: News[]): this {
    const turn = advance(this.definition, this.enrollment, this.facts, news, at);
    this.enrollment = turn.enrollment;
    this.last = turn.effects;
    this.effects.push(...turn.effects);
    return this;
  }

  of<K extends Effect["do"]>(kind: K, where = this.effects): Extract<Effect, { do: K }>[] {
    return where.filter((e): e is Extract<Effect, { do: K }> => e.do === kind);
  }

  get step(): string | undefined {
    return this.enrollment.step;
  }
}
