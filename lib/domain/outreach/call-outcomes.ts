import type { ReceiptName } from "./receipts.ts";

/** What a call by staff came to, and the receipt that is. */
export const callOutcomes = {
  reached: "delivered",
  "left-message": "left-message",
  "no-answer": "no-answer",
  "wrong-number": "wrong-number",
  "do-not-call": "do-not-call",
} as const satisfies Record<string, ReceiptName>;
export type CallOutcome = keyof typeof callOutcomes;

const outcomes: ReadonlySet<string | undefined> = new Set(Object.keys(callOutcomes));
export const isCallOutcome = (outcome: string | undefined): outcome is CallOutcome => outcomes.has(outcome);

/** Definite ends of work by hand or by post: nobody was reached, so the next channel is tried at once. */
export const endsChannel: ReadonlySet<ReceiptName> = new Set([
  "no-answer",
  "wrong-number",
  "do-not-call",
  "not-called",
  "returned",
]);
