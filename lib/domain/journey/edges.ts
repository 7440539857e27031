import { pointerTo } from "./definition.ts";
import { asksPatient, type Step } from "./grammar.ts";

/** One way out of a step. `atOnce`: it can be taken without waiting, so a circle of such edges never ends. */
export type Edge = { to: string; pointer: string; label: string; atOnce: boolean };

/** It may be of no use on arrival already, and go on as if nobody had answered. */
const canExpire = (step: { expires?: unknown; onUndeliverable?: string | undefined }): boolean =>
  step.expires !== undefined && step.onUndeliverable === undefined;

/** All the ways out of a step, each with the JSON pointer of the field that names it. */
export function edges(name: string, step: Step): Edge[] {
  const at = (path: string[], to: string | undefined, label: string, atOnce = false): Edge[] =>
    to === undefined ? [] : [{ to, pointer: pointerTo("steps", name, ...path), label, atOnce }];
  const routes = (field: string, to: Record<string, string>): Edge[] =>
    Object.entries(to).flatMap(([key, next]) => at([field, key], next, key));
  const settled = (doneWhen?: { next: string }): Edge[] =>
    at(["doneWhen", "next"], doneWhen?.next, "settled");
  if (asksPatient(step))
    return [
      ...routes("answers", step.answers),
      ...at(["onSilence"], step.onSilence, "silence", canExpire(step)),
      ...at(["onUndeliverable"], step.onUndeliverable, "undeliverable", true),
      ...settled(step.doneWhen),
    ];
  switch (step.do) {
    case "wait":
      return [
        ...at(["next"], step.next, step.event ?? "", step.until !== undefined),
        ...at(["onTimeout"], step.onTimeout, "timeout"),
        ...at(["skipTo"], step.skipTo, "too late", true),
      ];
    case "message":
      return [
        ...at(["next"], step.next, "", step.goOn === "at-once" || canExpire(step)),
        ...at(["onUndeliverable"], step.onUndeliverable, "undeliverable", true),
      ];
    case "branch":
      return [
        ...step.cases.flatMap((c, i) => at(["cases", String(i), "next"], c.next, c.if, true)),
        ...at(["else"], step.else, "else", true),
      ];
    case "split":
      return step.arms.flatMap((a, i) =>
        at(["arms", String(i), "next"], a.next, `${a.name} ${a.share}`, true),
      );
    case "staff-task":
      return [
        ...routes("outcomes", step.outcomes),
        ...at(["onSilence"], step.onSilence, "silence", canExpire(step)),
        ...settled(step.doneWhen),
      ];
    case "repeat":
      return [
        ...at(["body"], step.body, `up to ${step.times} times`, true),
        ...at(["next"], step.next, "done", true),
      ];
    case "escalate":
    case "enroll":
    case "update":
    case "notify":
      return at(["next"], step.next, "", true);
    default:
      return [];
  }
}
