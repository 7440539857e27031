import type { Fault } from "../errors.ts";
import type { Policy } from "../policy/policy.ts";
import type { Channel, Purpose } from "../words.ts";
import { conditionFault } from "./condition.ts";
import { type JourneyDraft, pointerTo } from "./definition.ts";
import { asksPatient, type Step } from "./grammar.ts";
import { deadlineFaults } from "./lint-deadlines.ts";
import { graphFaults } from "./lint-graph.ts";

export type KnownTemplate = {
  channels: Channel[];
  purpose: Purpose;
  answers?: string[];
  /** What it must be given besides the patient's, the visit's and the clinic's own. */
  variables?: string[];
  /** Variants that do not say how to answer. */
  unanswerable?: string[];
};

/** What exists besides the draft. Without `queues` or `forms`, any is taken. */
export type Known = {
  templates: Record<string, KnownTemplate>;
  journeys: string[];
  queues?: string[];
  forms?: string[];
};

/** Why a draft cannot be published, in sentences for its authors; none means it can. */
export const lintJourney = (draft: JourneyDraft, known: Known, policy: Policy): Fault[] => [
  ...graphFaults(draft),
  ...conditionFaults(draft),
  ...each(draft, deadlineFaults),
  ...each(draft, (name, step) => templateFaults(name, step, draft.purpose, known, policy)),
  ...each(draft, (name, step) => referenceFaults(name, step, known)),
];

const each = (draft: JourneyDraft, faultsOf: (name: string, step: Step) => Fault[]): Fault[] =>
  Object.entries(draft.steps).flatMap(([name, step]) => faultsOf(name, step));

function templateFaults(name: string, step: Step, purpose: Purpose, known: Known, policy: Policy): Fault[] {
  if (step.do !== "message" && !asksPatient(step)) return [];
  const template = known.templates[step.template];
  const at = pointerTo("steps", name, "template");
  if (!template)
    return [
      { pointer: at, detail: `Step "${name}" uses template "${step.template}", which is not published.` },
    ];
  const faults: Fault[] = [];
  if (template.purpose !== purpose)
    faults.push({
      pointer: at,
      detail: `Step "${name}": template "${step.template}" is for ${template.purpose}, the journey for ${purpose}. They must agree: consent and budget go by it.`,
    });
  const missing = (template.variables ?? []).filter((variable) => step.variables?.[variable] === undefined);
  if (missing.length > 0)
    faults.push({
      pointer: pointerTo("steps", name, "variables"),
      detail: `Step "${name}": template "${step.template}" needs a value for ${missing.join(", ")}: give it (variables).`,
    });
  const wished = step.channels === "preferred" ? policy.channelOrder : step.channels;
  if (!wished.some((channel) => template.channels.includes(channel)))
    faults.push({
      pointer: pointerTo("steps", name, "channels"),
      detail: `Step "${name}": template "${step.template}" has words for ${template.channels.join(", ")} only, and none of these is a channel of the step.`,
    });
  return asksPatient(step) ? [...faults, ...answerFaults(name, step.answers, template.answers)] : faults;
}

/** What the template offers and what the step understands must be the same. */
function answerFaults(name: string, answers: Record<string, string>, offered: string[] | undefined): Fault[] {
  if (!offered) return [];
  const pointer = pointerTo("steps", name, "answers");
  const deaf = offered.filter((a) => !answers[a]);
  const never = Object.keys(answers).filter((a) => !offered.includes(a));
  return [
    ...deaf.map((a) => ({
      pointer,
      detail: `Step "${name}": patients may answer "${a}", and no next step is given for it.`,
    })),
    ...never.map((a) => ({
      pointer: `${pointer}/${a}`,
      detail: `Step "${name}": its template does not offer the answer "${a}".`,
    })),
  ];
}

function referenceFaults(name: string, step: Step, known: Known): Fault[] {
  const at = (field: string) => pointerTo("steps", name, field);
  if (step.do === "staff-task" && known.queues && !known.queues.includes(step.queue))
    return [{ pointer: at("queue"), detail: `Step "${name}": there is no queue "${step.queue}".` }];
  if (step.do === "enroll" && !known.journeys.includes(step.journey))
    return [{ pointer: at("journey"), detail: `Step "${name}": there is no journey "${step.journey}".` }];
  if (step.do === "form" && known.forms && !known.forms.includes(step.form))
    return [
      { pointer: at("form"), detail: `Step "${name}" asks for form "${step.form}", which is not published.` },
    ];
  if (step.do === "escalate")
    return [{ pointer: at("do"), detail: `Step "${name}": escalations are not yet available.` }];
  return [];
}

function conditionFaults(draft: JourneyDraft): Fault[] {
  return conditionsOf(draft).flatMap(([pointer, expression]) => {
    const fault = conditionFault(expression);
    return fault ? [{ pointer, detail: `The condition "${expression}" cannot be asked: ${fault}.` }] : [];
  });
}

/** Every condition of a draft with its pointer. */
function conditionsOf({ enrollWhen, exitWhen, goal, steps }: JourneyDraft): [string, string][] {
  const all: [string, string | undefined][] = [
    ["/enrollWhen/where", enrollWhen.where],
    ["/goal/where", goal?.where],
    ...exitWhen.map((exit, i): [string, string | undefined] => [`/exitWhen/${i}/where`, exit.where]),
  ];
  for (const [name, step] of Object.entries(steps)) {
    const at = (...path: string[]) => pointerTo("steps", name, ...path);
    if (step.do === "wait") all.push([at("where"), step.where]);
    if (step.do === "repeat") all.push([at("until"), step.until]);
    if (step.do === "branch") step.cases.forEach((c, i) => void all.push([at("cases", `${i}`, "if"), c.if]));
    if (asksPatient(step) || step.do === "staff-task") all.push([at("doneWhen", "if"), step.doneWhen?.if]);
  }
  return all.filter((pair): pair is [string, string] => pair[1] !== undefined);
}
