import type { PageName } from "../pages/link.ts";

/** The form that a task asks for: `form:intake` and `check-in:weight` are kinds of journey steps (journey/grammar.ts). */
const asking = /^(form|check-in):(.+)$/;

export const formIdOf = (taskKind: string | undefined): string | undefined =>
  asking.exec(taskKind ?? "")?.[2];

/** The page that the link of its message opens. */
export const formPageOf = (
  taskKind: string | undefined,
): Extract<PageName, "form" | "check-in"> | undefined =>
  asking.exec(taskKind ?? "")?.[1] as "form" | "check-in" | undefined;
