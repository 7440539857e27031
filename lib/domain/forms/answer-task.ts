import type { Alert } from "./form.ts";

/** What a finished form answers where no alert says more, as far as the step takes it. */
const finished = ["completed", "done", "submitted", "normal"];

/** The answer a journey's step hears: the first alert's that it takes, else that the form is done. */
export function answerFor(taken: string[], alerts: Alert[]): string {
  const wanted = [...alerts.flatMap(({ answer }) => answer ?? []), ...finished];
  return (
    wanted.find((answer) => taken.includes(answer)) ??
    taken.find((answer) => answer !== "declined") ??
    "completed"
  );
}
