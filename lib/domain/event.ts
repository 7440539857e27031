import type { Actor, Instant } from "./words.ts";

/**
 * What happened, written on the very item it happened to: one conditional write is state and event at once.
 * `lib/usecases/react.ts` says what follows from each.
 */
export const eventTypes = [
  "patient.created",
  "patient.updated",
  "patient.stale",
  "alias.recorded",
  "reach.updated",
  "address.linked",
  "address.unlinked",
  "address.stopped",
  "address.started",
  "consent.granted",
  "consent.revoked",
  "appointment.proposed",
  "appointment.booked",
  "appointment.moved",
  "appointment.updated",
  "appointment.cancelled",
  "appointment.arrived",
  "appointment.noshow",
  "appointment.fulfilled",
  "appointment.stale",
  "fact.recorded",
  "fact.updated",
  "fact.stale",
  "directory.updated",
  "enrollment.started",
  "enrollment.advanced",
  "enrollment.ended",
  "enrollment.paused",
  "enrollment.resumed",
  "inbox.opened",
  "inbox.news",
  "inbox.awaited",
  "outreach.planned",
  "outreach.claimed",
  "outreach.held",
  "outreach.rerouted",
  "outreach.sent",
  "outreach.delivered",
  "outreach.undelivered",
  "outreach.unknown",
  "outreach.failed",
  "outreach.suppressed",
  "outreach.cancelled",
  "outreach.receipt",
  "message.received",
  "message.read",
  "link.made",
  "link.refused",
  "link.locked",
  "link.used",
  "link.asked-again",
  "link.code-asked",
  "session.began",
  "session.renewed",
  "session.ended",
  "barrier.reported",
  "feedback.given",
  "task.opened",
  "task.completed",
  "task.declined",
  "task.overdue",
  "task.cancelled",
  "staff-task.opened",
  "staff-task.claimed",
  "staff-task.completed",
  "staff-task.closed",
  "journey.drafted",
  "journey.published",
  "journey.retired",
  "template.drafted",
  "template.published",
  "template.retired",
  "policy.changed",
  "request.recorded",
  "audit.written",
] as const;
export type EventType = (typeof eventTypes)[number];

export type ChangeEvent = {
  type: EventType;
  at: Instant;
  actor: Actor;
  /** A code, never free text: why it happened, where the type alone does not say. */
  reason?: string;
  /** The request, message or record that caused it: an id. */
  cause?: string;
};
