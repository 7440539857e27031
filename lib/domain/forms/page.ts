import type { PageName } from "../pages/link.ts";

/** The form that a task asks for: `form:intake` and `check-in:weight` are kinds of journey steps (journey/grammar.ts). */
const asking = /^(form|check-in):(.+)$/;

export const formIdOf = (taskKind: string | undefined): string | undefined =>
  asking.exec(taskKind ?? "")?.[2];

/** Questions that have a page made for them. */
const own: Record<string, PageName> = { "confirm-appointment": "visit", feedback: "feedback" };

/** The page that the link of a task's message opens: its form, the page made for it, or its answers as buttons. */
export const pageOfTask = (taskKind: string): PageName =>
  (asking.exec(taskKind)?.[1] as "form" | "check-in" | undefined) ?? own[taskKind] ?? "question";
