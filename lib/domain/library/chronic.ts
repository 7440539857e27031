import { end, type Family, journey } from "./family.ts";

/** Diabetes type 2, hypertension, asthma, COPD, heart failure (ICD-10-CM); customers add their own. */
const chronicCodes = '["E11.9", "E11.65", "I10", "J45.909", "J44.9", "I50.9"]';
const withdrawn = {
  event: "fact.updated",
  where: 'fact.status in ["entered-in-error", "resolved", "refuted"]',
  reason: "withdrawn",
};

export const newDiagnosis: Family = {
  module: "chronic",
  journey: journey({
    id: "new-diagnosis-first-month",
    title: "A new chronic diagnosis: the first month",
    purpose: "care",
    category: "follow-up",
    subject: "episode",
    concurrency: "per-patient",
    enrollWhen: {
      event: "fact.recorded",
      where: `fact.type == "condition" && fact.status == "active" && fact.code in ${chronicCodes} && fact.daysAgo < 30.0`,
    },
    exitWhen: [withdrawn],
    with: [
      { journey: "chronic-care-year", rule: "wins" },
      { journey: "post-discharge", rule: "merge" },
    ],
    start: "two-days",
    steps: {
      "two-days": { do: "wait", for: "P2D", next: "questions" },
      questions: {
        do: "ask",
        task: "questions",
        template: "firstmonth-questions",
        answers: { confirmed: "thank", declined: "acknowledge", reschedule: "acknowledge" },
        within: "P2D",
        onSilence: "week-one",
        onUndeliverable: "nurse",
      },
      thank: { do: "message", template: "care-thanks", goOn: "at-once", next: "week-one" },
      acknowledge: { do: "message", template: "care-call-ack", goOn: "at-once", next: "nurse" },
      nurse: {
        do: "staff-task",
        queue: "nurses",
        title: "Call about a new diagnosis: questions, medicine, what is in the way",
        priority: "high",
        due: "P1D",
        outcomes: { answered: "week-one", unreachable: "week-one" },
        onSilence: "week-one",
      },
      "week-one": {
        do: "wait",
        until: { anchor: "enrollment.started", offset: "P7D", at: "10:00" },
        late: "now",
        next: "learn-one",
      },
      "learn-one": { do: "message", template: "firstmonth-learn", next: "week-two" },
      "week-two": {
        do: "wait",
        until: { anchor: "enrollment.started", offset: "P14D", at: "10:00" },
        late: "now",
        next: "plan",
      },
      plan: {
        do: "ask",
        task: "care-plan",
        template: "firstmonth-plan",
        answers: { confirmed: "week-three", declined: "plan-call-ack", reschedule: "plan-call-ack" },
        within: "P2D",
        onSilence: "plan-call",
        onUndeliverable: "plan-call",
      },
      "plan-call-ack": { do: "message", template: "care-call-ack", goOn: "at-once", next: "plan-call" },
      "plan-call": {
        do: "staff-task",
        queue: "nurses",
        title: "Call: could the care plan be started? Cost, side effects, doubts",
        due: "P2D",
        outcomes: { started: "week-three", changed: "week-three", unreachable: "week-three" },
        onSilence: "week-three",
      },
      "week-three": {
        do: "wait",
        until: { anchor: "enrollment.started", offset: "P21D", at: "10:00" },
        late: "now",
        next: "learn-two",
      },
      "learn-two": { do: "message", template: "firstmonth-learn", next: "week-four" },
      "week-four": {
        do: "wait",
        until: { anchor: "enrollment.started", offset: "P28D", at: "10:00" },
        late: "now",
        next: "follow-up",
      },
      "follow-up": {
        do: "ask",
        task: "follow-up",
        template: "followup-book",
        answers: { confirmed: "book-ack", reschedule: "book-ack", declined: "finished" },
        within: "P3D",
        onSilence: "book",
      },
      "book-ack": { do: "message", template: "care-call-ack", goOn: "at-once", next: "book" },
      book: {
        do: "staff-task",
        queue: "front-desk",
        title: "Book the follow-up visit",
        due: "P3D",
        outcomes: { booked: "go-on", declined: "finished", unreachable: "finished" },
        onSilence: "finished",
      },
      "go-on": { do: "update", attributes: { program: "chronic-care" }, next: "the-year" },
      "the-year": { do: "enroll", journey: "chronic-care-year", subject: "patient", next: "finished" },
      finished: end("finished"),
    },
  }),
  aim: "In the month in which most questions come and most plans fail, somebody asks, answers and books the next visit.",
  population:
    "Patients with a newly recorded chronic condition (ICD-10-CM codes in the definition), in their first month.",
  sources: [
    "ADA Standards of Care in Diabetes, section 5: self-management education at diagnosis",
    "2017 ACC/AHA hypertension guideline, section 8.3: follow-up monthly after a start of treatment",
    "GINA report: review one to three months after a start of treatment",
  ],
  sample: {
    fact: { type: "condition", status: "active", code: "I10" },
    days: 60,
    world: [],
  },
};

export const chronicCare: Family = {
  module: "chronic",
  journey: journey({
    id: "chronic-care-year",
    title: "Living with a chronic condition: the year",
    purpose: "care",
    category: "follow-up",
    subject: "patient",
    enrollWhen: { event: "patient.changed", where: 'patient.attributes.program == "chronic-care"' },
    exitWhen: [
      {
        event: "patient.updated",
        where: 'patient.attributes.program != "chronic-care"',
        reason: "left_program",
      },
    ],
    again: { after: "P7D" },
    start: "months",
    steps: {
      months: { do: "repeat", body: "learn", times: 12, next: "year-over" },
      learn: { do: "message", template: "chronic-learn", next: "two-weeks" },
      "two-weeks": { do: "wait", for: "P14D", next: "refill" },
      refill: {
        do: "ask",
        task: "refill",
        template: "chronic-refill",
        answers: { confirmed: "rest", declined: "acknowledge", reschedule: "acknowledge" },
        within: "P3D",
        onSilence: "rest",
      },
      acknowledge: { do: "message", template: "care-call-ack", goOn: "at-once", next: "help-refill" },
      "help-refill": {
        do: "staff-task",
        queue: "nurses",
        title: "Help with a refill, or with what is in the way",
        due: "P2D",
        within: "P7D",
        outcomes: { refilled: "rest", changed: "rest", unreachable: "rest" },
        onSilence: "rest",
      },
      rest: { do: "wait", for: "P13D", next: "months" },
      "year-over": end("year_over"),
    },
  }),
  aim: "Each month brings one small thing to learn and one question about the medicine, and a person where it is needed.",
  population: "Patients whose attribute program is chronic-care.",
  sources: [
    "CMS Chronic Care Management (CPT 99490): at least 20 minutes a month under a care plan",
    "The Community Guide (CPSTF): text messages for medication adherence among patients with chronic disease",
  ],
  sample: { attributes: { program: "chronic-care" }, days: 380, world: [] },
};

export const medicationAdherence: Family = {
  module: "chronic",
  journey: journey({
    id: "medication-adherence",
    title: "Starting a medicine, and staying with it",
    purpose: "care",
    category: "follow-up",
    subject: "episode",
    concurrency: "per-patient",
    enrollWhen: {
      event: "fact.changed",
      where: 'fact.type == "medication-request" && fact.status == "active"',
    },
    exitWhen: [
      {
        event: "fact.updated",
        where: 'fact.status in ["stopped", "completed", "cancelled", "entered-in-error"]',
        reason: "medicine_ended",
      },
    ],
    with: [{ journey: "new-diagnosis-first-month", rule: "merge" }],
    start: "first-days",
    steps: {
      "first-days": { do: "wait", for: "P5D", next: "checks" },
      checks: { do: "repeat", body: "check", times: 4, next: "lasting" },
      check: {
        do: "ask",
        task: "medicine",
        template: "adherence-check",
        answers: { confirmed: "next-check", declined: "acknowledge", reschedule: "acknowledge" },
        within: "P3D",
        onSilence: "next-check",
      },
      acknowledge: { do: "message", template: "care-call-ack", goOn: "at-once", next: "pharmacist" },
      pharmacist: {
        do: "staff-task",
        queue: "pharmacy",
        title: "Call: what is in the way of the medicine? Cost, side effects, forgetting, doubts",
        due: "P2D",
        within: "P10D",
        outcomes: { solved: "next-check", "change-asked": "next-check", unreachable: "next-check" },
        onSilence: "next-check",
      },
      "next-check": { do: "wait", for: "P18D", next: "checks" },
      lasting: end("lasting"),
    },
  }),
  aim: "The medicine is taken as planned after three months, or a pharmacist knows why it is not.",
  population: "Patients with a new active prescription (FHIR MedicationRequest), one at a time.",
  sources: [
    "PQA proportion of days covered (PDC) measures; CMS Part C & D Star Ratings D08–D10",
    "WHO, Adherence to Long-Term Therapies (2003): five dimensions of what is in the way",
  ],
  sample: {
    fact: { type: "medication-request", status: "active" },
    days: 110,
    world: [
      {
        on: "outcome:solved",
        after: "P30D",
        share: 0.2,
        tell: { event: "fact.updated", fact: { status: "stopped" } },
      },
    ],
  },
};
