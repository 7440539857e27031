import type { JourneyDraft } from "./definition.ts";
import { edges } from "./edges.ts";
import { asksPatient, type Step } from "./grammar.ts";

/**
 * The journey as a Mermaid flowchart (mermaid.js.org/syntax/flowchart.html).
 *
 * @param here the step to mark: where an enrollment stands
 */
export function journeyPicture({ start, steps }: JourneyDraft, here?: string): string {
  const ids = new Map(Object.keys(steps).map((name, i) => [name, `s${i}`]));
  const boxes = Object.entries(steps).map(([name, step]) => `  ${ids.get(name)}${box(name, step)}`);
  const arrows = Object.entries(steps).flatMap(([name, step]) =>
    edges(name, step)
      .filter((edge) => ids.has(edge.to))
      .map(({ to, label }) => `  ${ids.get(name)} -->${label && `|"${escaped(label)}"|`} ${ids.get(to)}`),
  );
  const first = ids.has(start) ? [`  begin((" ")) --> ${ids.get(start)}`] : [];
  const marked =
    here && ids.has(here) ? [`  class ${ids.get(here)} here`, "  classDef here stroke-width:4px"] : [];
  return ["flowchart TD", ...first, ...boxes, ...arrows, ...marked].join("\n");
}

function box(name: string, step: Step): string {
  const text = `"${escaped([name, caption(step)].filter(Boolean).join("\n"))}"`;
  if (step.do === "end") return `([${text}])`;
  if (step.do === "branch" || step.do === "split") return `{${text}}`;
  return asksPatient(step) || step.do === "message" ? `[/${text}/]` : `[${text}]`;
}

/** A step in a few words. */
export function caption(step: Step): string {
  switch (step.do) {
    case "wait": {
      const { until } = step;
      if (!until) return step.for ? `wait ${step.for}` : `wait for ${step.event}`;
      return ["wait until", until.anchor, until.offset, until.at].filter(Boolean).join(" ");
    }
    case "staff-task":
      return `${step.queue}: ${step.title}`;
    case "end":
      return step.outcome;
    case "branch":
    case "split":
      return "";
    default:
      return "template" in step ? `${step.do} ${step.template}` : step.do;
  }
}

/** Mermaid's own entities: quotes would end the label, the rest could open markup. */
const escaped = (text: string): string =>
  text.replace(/["#<>|&]/g, (c) => `#${c.charCodeAt(0)};`).replaceAll("\n", "<br/>");
