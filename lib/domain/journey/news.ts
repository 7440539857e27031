/**
 * The news that a journey acts on. Everything else is only noted as seen, so whoever writes to the inbox
 * (lib/usecases/react.ts) may leave it out: each piece costs a turn.
 */
export const newsTypes = {
  /** `ref` is the patient task, `value` the answer. */
  answered: "task.answered",
  /** `ref` is the staff task, `value` the outcome; without one the journey goes on as after silence. */
  staffDone: "staff-task.completed",
  /** `ref` is the outreach; `value` of a held one is the instant it is held until, of the lost ones the reason. */
  sent: "outreach.sent",
  held: "outreach.held",
  suppressed: "outreach.suppressed",
  failed: "outreach.failed",
  undelivered: "outreach.undelivered",
  /** The subject's own: `ref` is the appointment. */
  moved: "appointment.moved",
} as const;

/** The message did not reach anybody and will not be tried again. */
export const isLost = (type: string): boolean =>
  type === newsTypes.suppressed || type === newsTypes.failed || type === newsTypes.undelivered;

/**
 * Reasons of the gate that blame the moment, not the patient: the visit was changed, or the enrollment was paused,
 * after the message was planned. It is worth saying again.
 */
export const isWorthRetrying = (reason: string | undefined): boolean =>
  reason === "appointment_changed" || reason === "enrollment_not_active";
