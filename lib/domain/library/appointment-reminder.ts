import type { JourneyDraft } from "../journey/definition.ts";
import type { Moment } from "../journey/grammar.ts";

/** Asking, reminding or calling about a visit is of no use once it has begun. */
const visitBegins: Moment = { anchor: "appointment.start" };

/** The clinic may learn of the answer by another way: the visit's record says so. */
const confirmedElsewhere = { if: 'appointment.confirmation == "confirmed"', next: "write-confirmed" };

/**
 * Two days before a visit its patient is asked to confirm it; silence brings another channel, and then a call. It stays
 * until the visit, so that one that moves after it was confirmed is asked about again.
 */
export const appointmentReminder: JourneyDraft = {
  id: "appointment-reminder",
  title: "Appointment reminder",
  purpose: "care",
  category: "appointments",
  subject: "appointment",
  enrollWhen: { event: "appointment.booked" },
  exitWhen: [
    { event: "appointment.cancelled", reason: "visit_cancelled" },
    { event: "appointment.noshow", reason: "no_show" },
  ],
  goal: { event: "appointment.arrived" },
  start: "two-days-before",
  onMoved: "moved",
  steps: {
    "two-days-before": {
      do: "wait",
      until: { anchor: "appointment.start", offset: "-P2D", at: "10:00" },
      late: "now",
      next: "ask",
    },
    ask: {
      do: "ask",
      task: "confirm-appointment",
      template: "appointment-confirm",
      channels: "preferred",
      expires: visitBegins,
      answers: { confirmed: "write-confirmed", declined: "write-declined", reschedule: "write-declined" },
      within: "P1D",
      onSilence: "nudge",
      doneWhen: confirmedElsewhere,
    },
    nudge: {
      do: "ask",
      task: "confirm-appointment",
      template: "appointment-nudge",
      channels: ["email", "voice", "sms"],
      expires: visitBegins,
      answers: { confirmed: "write-confirmed", declined: "write-declined", reschedule: "write-declined" },
      within: "PT12H",
      onSilence: "call",
      doneWhen: confirmedElsewhere,
    },
    call: {
      do: "staff-task",
      queue: "front-desk",
      title: "Call to confirm",
      priority: "normal",
      due: "PT4H",
      expires: visitBegins,
      outcomes: { reached: "await-visit", declined: "rebook", unreachable: "await-unconfirmed" },
      onSilence: "unreachable",
      doneWhen: confirmedElsewhere,
    },
    /** The schedule of the EHR hears how it stands, once, whoever was told first. */
    "write-confirmed": { do: "notify", event: "visit-confirmed", next: "thank" },
    "write-declined": { do: "notify", event: "visit-declined", next: "acknowledge" },
    thank: {
      do: "message",
      template: "appointment-confirmed-thanks",
      channels: "preferred",
      expires: visitBegins,
      goOn: "at-once",
      next: "await-visit",
    },
    "await-visit": { do: "wait", until: visitBegins, late: "now", next: "confirmed" },
    "await-unconfirmed": { do: "wait", until: visitBegins, late: "now", next: "unreachable" },
    acknowledge: {
      do: "message",
      template: "appointment-declined-ack",
      channels: "preferred",
      goOn: "at-once",
      next: "rebook",
    },
    rebook: {
      do: "staff-task",
      queue: "front-desk",
      title: "Rebook",
      priority: "high",
      due: "P1D",
      outcomes: { rebooked: "rebooked", kept: "await-visit", unreachable: "unreachable" },
      onSilence: "unreachable",
    },
    /** A new time within three days is told by the question itself. */
    moved: {
      do: "branch",
      cases: [{ if: "hoursUntilVisit > 72.0", next: "tell-moved" }],
      else: "two-days-before",
    },
    "tell-moved": {
      do: "message",
      template: "appointment-moved",
      channels: "preferred",
      expires: visitBegins,
      goOn: "at-once",
      next: "two-days-before",
    },
    confirmed: { do: "end", outcome: "confirmed" },
    rebooked: { do: "end", outcome: "rebook" },
    unreachable: { do: "end", outcome: "unreachable" },
  },
};
