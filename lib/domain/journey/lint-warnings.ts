import type { Fault } from "../errors.ts";
import { type JourneyDraft, pointerTo } from "./definition.ts";
import { hearableEvents } from "./events.ts";
import { asksPatient, type Step } from "./grammar.ts";
import type { Known } from "./lint.ts";

/** What may be published and is worth a second look, in sentences for its authors. */
export const journeyWarnings = (draft: JourneyDraft, known: Pick<Known, "templates">): Fault[] => [
  ...goalWarnings(draft),
  ...eventWarnings(draft),
  ...Object.entries(draft.steps).flatMap(([name, step]) => [
    ...unreachedWarnings(name, step),
    ...muteWarnings(name, step, known),
  ]),
];

/** Without a goal a journey goes on asking somebody who has long done it. */
const goalWarnings = ({ goal, exitWhen }: JourneyDraft): Fault[] =>
  goal || exitWhen.length > 0
    ? []
    : [
        {
          pointer: "/goal",
          detail:
            "It has no goal and no exit: say which event closes the loop (goal), or makes it needless (exitWhen).",
        },
      ];

/** An event that nobody sends is waited for in vain. */
function eventWarnings({ enrollWhen, exitWhen, goal, steps }: JourneyDraft): Fault[] {
  const named: [string, string | undefined][] = [
    ["/enrollWhen/event", enrollWhen.event],
    ["/goal/event", goal?.event],
    ...exitWhen.map((exit, i): [string, string] => [`/exitWhen/${i}/event`, exit.event]),
    ...Object.entries(steps).map(([name, step]): [string, string | undefined] => [
      pointerTo("steps", name, "event"),
      step.do === "wait" ? step.event : undefined,
    ]),
  ];
  return named.flatMap(([pointer, event]) =>
    event === undefined || hearableEvents.has(event)
      ? []
      : [
          {
            pointer,
            detail: `"${event}" is an event that never comes: use one of ${[...hearableEvents].join(", ")}.`,
          },
        ],
  );
}

/** One in ten patients has no address that works; for a question that somebody's health hangs on, a person calls. */
function unreachedWarnings(name: string, step: Step): Fault[] {
  if (!asksPatient(step) || step.onUndeliverable) return [];
  return [
    {
      pointer: pointerTo("steps", name, "onUndeliverable"),
      detail: `Step "${name}" treats a patient whom nothing reaches like one who does not answer: if somebody should call, say so (onUndeliverable).`,
    },
  ];
}

/** Who is not told how to answer is silent, and then called. */
function muteWarnings(name: string, step: Step, { templates }: Pick<Known, "templates">): Fault[] {
  if (!asksPatient(step)) return [];
  const mute = templates[step.template]?.unanswerable ?? [];
  if (mute.length === 0) return [];
  return [
    {
      pointer: pointerTo("steps", name, "template"),
      detail: `Step "${name}" waits for an answer, and template "${step.template}" does not say how to give one (${mute.join(", ")}).`,
    },
  ];
}
