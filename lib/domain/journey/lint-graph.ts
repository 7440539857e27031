import type { Fault } from "../errors.ts";
import { type JourneyDraft, pointerTo } from "./definition.ts";
import { type Edge, edges } from "./edges.ts";
import { asksPatient, type Moment, type Step } from "./grammar.ts";

type Graph = Map<string, Edge[]>;

/** Steps that are named and missing, there and never reached, in a circle without a wait, or go by a visit there is not. */
export function graphFaults(draft: JourneyDraft): Fault[] {
  const graph: Graph = new Map(
    Object.entries(draft.steps).map(([name, step]) => [name, edges(name, step)] as const),
  );
  return [
    ...entryFaults(draft, graph),
    ...unknownFaults(graph),
    ...unreachableFaults(draft, graph),
    ...circleFaults(graph),
    ...anchorFaults(draft),
  ];
}

const entryFaults = ({ start, onMoved }: JourneyDraft, graph: Graph): Fault[] => [
  ...(graph.has(start)
    ? []
    : [{ pointer: "/start", detail: `The journey starts at "${start}", which is not one of its steps.` }]),
  ...(onMoved === undefined || graph.has(onMoved)
    ? []
    : [
        {
          pointer: "/onMoved",
          detail: `When the visit moves it goes on at "${onMoved}", which is not one of its steps.`,
        },
      ]),
];

const unknownFaults = (graph: Graph): Fault[] =>
  [...graph].flatMap(([name, ways]) =>
    ways
      .filter((edge) => !graph.has(edge.to))
      .map(({ to, pointer }) => ({
        pointer,
        detail: `Step "${name}" leads to "${to}", which is not one of the steps.`,
      })),
  );

function unreachableFaults({ start, onMoved }: JourneyDraft, graph: Graph): Fault[] {
  const reached = new Set<string>();
  const ahead = [start, ...(onMoved ? [onMoved] : [])];
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    ahead.push(...(graph.get(name) ?? []).map((edge) => edge.to));
  }
  return [...graph.keys()]
    .filter((name) => !reached.has(name))
    .map((name) => ({
      pointer: pointerTo("steps", name),
      detail: `No step leads to "${name}": remove it or connect it.`,
    }));
}

/** Each circle that can be run through without a wait, once, by the names on it. */
function circleFaults(graph: Graph): Fault[] {
  const faults: Fault[] = [];
  const done = new Set<string>();
  const visit = (name: string, path: string[]): void => {
    const from = path.indexOf(name);
    if (from >= 0) {
      faults.push(circleFault([...path.slice(from), name]));
      return;
    }
    if (done.has(name)) return;
    for (const edge of graph.get(name) ?? []) if (edge.atOnce) visit(edge.to, [...path, name]);
    done.add(name);
  };
  for (const name of graph.keys()) visit(name, []);
  return faults;
}

const circleFault = (circle: string[]): Fault => ({
  pointer: pointerTo("steps", circle[0] as string),
  detail: `${circle.map((name) => `"${name}"`).join(" → ")} is a circle without a wait: put a wait or a question into it.`,
});

/** A visit's date in a journey that has no visit would never come. */
const anchorFaults = ({ subject, steps }: JourneyDraft): Fault[] =>
  Object.entries(steps).flatMap(([name, step]) =>
    momentsOf(step)
      .filter(([, moment]) => moment.anchor.startsWith("appointment.") && subject !== "appointment")
      .map(([field, { anchor }]) => ({
        pointer: pointerTo("steps", name, field, "anchor"),
        detail: `Step "${name}" goes by ${anchor}, and this journey is not about an appointment.`,
      })),
  );

function momentsOf(step: Step): [string, Moment][] {
  if (step.do === "wait") return step.until ? [["until", step.until]] : [];
  const says = step.do === "message" || step.do === "staff-task" || asksPatient(step);
  return says && step.expires ? [["expires", step.expires]] : [];
}
