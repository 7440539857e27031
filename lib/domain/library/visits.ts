import type { Moment } from "../journey/grammar.ts";
import { appointmentReminder } from "./appointment-reminder.ts";
import { end, type Family, journey } from "./family.ts";

const visitBegins: Moment = { anchor: "appointment.start" };
const cancelled = { event: "appointment.cancelled", reason: "visit_cancelled" };
const noShow = { event: "appointment.noshow", reason: "no_show" };

export const appointmentReminderFamily: Family = {
  module: "reminders",
  journey: appointmentReminder,
  aim: "The patient comes, or says in time that they will not, so that somebody else can have the hour.",
  population: "Everybody with a booked visit.",
  sources: [
    "Cochrane Review CD007458: mobile phone messaging reminders for attendance at healthcare appointments",
    "47 CFR 64.1200(a)(9)(iv): health care messages that need no more than the number given by the patient",
  ],
  sample: {
    visit: { inDays: 6 },
    days: 12,
    world: [
      { on: "begin", after: "P4DT2H", share: 0.08, tell: { event: "appointment.moved", by: "P4D" } },
      { on: "visit", after: "-PT10M", share: 0.86, tell: { event: "appointment.arrived" } },
      { on: "visit", after: "PT2H", share: 1, tell: { event: "appointment.noshow" } },
    ],
  },
};

/** Which visits need getting ready for: one line per procedure, in the customer's own words. */
const needsBowelPrep = 'appointment.visitType == "Colonoscopy"';
const needsFasting =
  'appointment.visitType in ["Fasting labs", "Upper endoscopy", "Surgery", "MRI with sedation"]';

export const preVisit: Family = {
  module: "visits",
  journey: journey({
    id: "pre-visit-preparation",
    title: "Intake and preparation before a visit",
    purpose: "care",
    category: "appointments",
    subject: "appointment",
    enrollWhen: { event: "appointment.booked" },
    exitWhen: [cancelled, noShow],
    goal: { event: "appointment.arrived" },
    start: "a-week-before",
    steps: {
      "a-week-before": {
        do: "wait",
        until: { anchor: "appointment.start", offset: "-P7D", at: "11:00" },
        late: "now",
        next: "intake",
      },
      intake: {
        do: "form",
        form: "pre-visit",
        template: "previsit-intake",
        expires: visitBegins,
        answers: { done: "by-procedure" },
        within: "P2D",
        onSilence: "intake-again",
      },
      "intake-again": {
        do: "form",
        form: "pre-visit",
        template: "previsit-intake-nudge",
        expires: visitBegins,
        answers: { done: "by-procedure" },
        within: "P1D",
        onSilence: "by-procedure",
      },
      "by-procedure": {
        do: "branch",
        cases: [
          { if: needsBowelPrep, next: "steps-at-home" },
          { if: needsFasting, next: "day-before" },
        ],
        else: "await-visit",
      },
      "steps-at-home": {
        do: "ask",
        task: "has-steps",
        template: "previsit-prep-week",
        expires: visitBegins,
        answers: { confirmed: "day-before", declined: "explain", reschedule: "explain" },
        within: "P1D",
        onSilence: "explain",
      },
      explain: {
        do: "staff-task",
        queue: "nurses",
        title: "Explain how to get ready",
        priority: "high",
        due: "P1D",
        expires: visitBegins,
        outcomes: { understood: "day-before", unreachable: "day-before" },
        onSilence: "day-before",
      },
      "day-before": {
        do: "wait",
        until: { anchor: "appointment.start", offset: "-P1D", at: "10:00" },
        late: "now",
        next: "remind-steps",
      },
      "remind-steps": {
        do: "message",
        template: "previsit-prep-day",
        expires: visitBegins,
        goOn: "at-once",
        next: "await-visit",
      },
      "await-visit": {
        do: "wait",
        event: "appointment.arrived",
        within: "P30D",
        onTimeout: "prepared",
        next: "prepared",
      },
      prepared: end("prepared"),
    },
  }),
  aim: "The form is filled in and the preparation at home is done before the patient comes.",
  population: "Everybody with a booked visit; getting ready at home by kind of visit.",
  sources: [
    "US Multi-Society Task Force on Colorectal Cancer, bowel preparation (2025): instructions by word and in writing, with navigation by phone or text",
    "American Society of Anesthesiologists, Practice Guidelines for Preoperative Fasting (2017, modular update 2023)",
  ],
  sample: {
    visit: { inDays: 12, visitType: "Colonoscopy" },
    days: 16,
    world: [
      { on: "visit", after: "-PT10M", share: 0.9, tell: { event: "appointment.arrived" } },
      { on: "visit", after: "PT2H", share: 1, tell: { event: "appointment.noshow" } },
    ],
  },
};

export const noShowRecovery: Family = {
  module: "visits",
  journey: journey({
    id: "no-show-recovery",
    title: "After a missed visit",
    purpose: "care",
    category: "appointments",
    subject: "appointment",
    enrollWhen: { event: "appointment.noshow" },
    exitWhen: [{ event: "appointment.arrived", reason: "came_after_all" }],
    goal: { event: "appointment.booked", of: "patient" },
    start: "cool-down",
    steps: {
      "cool-down": { do: "wait", for: "PT3H", next: "ask" },
      ask: {
        do: "ask",
        task: "rebook",
        template: "noshow-rebook",
        answers: { confirmed: "acknowledge", reschedule: "acknowledge", declined: "declined" },
        within: "P3D",
        onSilence: "ask-again",
        onUndeliverable: "call",
      },
      "ask-again": {
        do: "ask",
        task: "rebook",
        template: "noshow-rebook-nudge",
        channels: ["email", "sms", "push"],
        answers: { confirmed: "acknowledge", reschedule: "acknowledge", declined: "declined" },
        within: "P4D",
        onSilence: "call",
      },
      acknowledge: { do: "message", template: "appointment-declined-ack", goOn: "at-once", next: "call" },
      call: {
        do: "staff-task",
        queue: "front-desk",
        title: "Call after a missed visit: find a new time, ask what was in the way",
        due: "P2D",
        outcomes: { booked: "await-booking", declined: "declined", unreachable: "unreachable" },
        onSilence: "unreachable",
      },
      "await-booking": {
        do: "wait",
        event: "appointment.booked",
        of: "patient",
        within: "P3D",
        onTimeout: "rebooked",
        next: "rebooked",
      },
      rebooked: end("rebooked"),
      declined: end("declined"),
      unreachable: end("unreachable"),
    },
  }),
  aim: "A patient who did not come has a new time, or has said that they want none.",
  population: "Everybody whose visit the EHR records as missed.",
  sources: [
    "AHRQ Health Literacy Universal Precautions Toolkit, Tool 6: Follow Up with Patients",
    "AMA STEPS Forward: Patient Pre-Registration and missed visits",
  ],
  sample: {
    visit: { inDays: 0, status: "noshow" },
    days: 25,
    world: [
      { on: "outcome:booked", after: "PT30M", share: 0.9, tell: { event: "appointment.booked" } },
      { on: "begin", after: "P5D", share: 0.08, tell: { event: "appointment.booked" } },
    ],
  },
};
