/** The part of the Amazon States Language that the runner interprets, and nothing besides. */
export type Document = {
  Comment?: string;
  QueryLanguage: "JSONata";
  StartAt: string;
  States: Record<string, State>;
};
export type State = TaskState | ChoiceState | SucceedState | FailState;
export type TaskState = {
  Type: "Task";
  Resource: Resource;
  Arguments: unknown;
  Output?: unknown;
  TimeoutSeconds?: number | string;
  Retry?: Retrier[];
  Catch?: Catcher[];
  Next?: string;
  End?: true;
};
export type Retrier = {
  ErrorEquals: string[];
  IntervalSeconds?: number;
  MaxAttempts?: number;
  BackoffRate?: number;
  MaxDelaySeconds?: number;
};
export type Catcher = { ErrorEquals: string[]; Output?: unknown; Next: string };
export type ChoiceState = {
  Type: "Choice";
  Choices: { Condition: string | boolean; Next: string; Output?: unknown }[];
  Default?: string;
  Output?: unknown;
};
export type SucceedState = { Type: "Succeed"; Output?: unknown };
export type FailState = { Type: "Fail"; Error?: string; Cause?: string };

export const resources = {
  lambda: "arn:aws:states:::lambda:invoke",
  updateItemAndWait: "arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken",
  startExecution: "arn:aws:states:::states:startExecution",
} as const;
export type Resource = (typeof resources)[keyof typeof resources];

const fields = {
  document: ["Comment", "QueryLanguage", "StartAt", "States"],
  Task: [
    "Type",
    "Comment",
    "Resource",
    "Arguments",
    "Output",
    "TimeoutSeconds",
    "Retry",
    "Catch",
    "Next",
    "End",
  ],
  Choice: ["Type", "Comment", "Choices", "Default", "Output"],
  Succeed: ["Type", "Comment", "Output"],
  Fail: ["Type", "Comment", "Error", "Cause"],
  choice: ["Condition", "Next", "Output", "Comment"],
  retrier: [
    "ErrorEquals",
    "IntervalSeconds",
    "MaxAttempts",
    "BackoffRate",
    "MaxDelaySeconds",
    "JitterStrategy",
    "Comment",
  ],
  catcher: ["ErrorEquals", "Output", "Next", "Comment"],
} as const;

type Loose = Record<string, unknown>;

/** Takes a document it understands wholly, or throws naming what it does not: a twin must not quietly lie. */
export function understood(document: object): Document {
  const doc = document as Loose;
  only(fields.document, doc, "the document");
  if (doc.QueryLanguage !== "JSONata") throw new Error("the runner only knows JSONata");
  const states = doc.States as Record<string, Loose>;
  for (const [name, state] of Object.entries(states)) checkState(name, state);
  for (const target of targets(doc, states))
    if (!(target in states)) throw new Error(`there is no state ${JSON.stringify(target)}`);
  return document as Document;
}

function checkState(name: string, state: Loose): void {
  const type = state.Type;
  if (type !== "Task" && type !== "Choice" && type !== "Succeed" && type !== "Fail")
    throw new Error(`the runner does not know the type ${String(type)} of ${name}`);
  only(fields[type], state, name);
  for (const choice of list(state.Choices)) only(fields.choice, choice, `a choice of ${name}`);
  for (const retrier of list(state.Retry)) only(fields.retrier, retrier, `a retrier of ${name}`);
  for (const catcher of list(state.Catch)) only(fields.catcher, catcher, `a catcher of ${name}`);
  const known = Object.values(resources) as unknown[];
  if (type === "Task" && !known.includes(state.Resource))
    throw new Error(`the runner does not know the resource ${String(state.Resource)} of ${name}`);
  if (type === "Task" && state.Next === undefined && state.End !== true)
    throw new Error(`${name} leads nowhere`);
}

function only(allowed: readonly string[], object: Loose, where: string): void {
  const stranger = Object.keys(object).find((field) => !allowed.includes(field));
  if (stranger) throw new Error(`the runner does not know the field ${stranger} of ${where}`);
}

const list = (value: unknown): Loose[] => (Array.isArray(value) ? (value as Loose[]) : []);

function targets(doc: Loose, states: Record<string, Loose>): string[] {
  const named = Object.values(states).flatMap((s) => [
    s.Next,
    s.Default,
    ...[...list(s.Choices), ...list(s.Catch)].map((c) => c.Next),
  ]);
  return [doc.StartAt, ...named.filter((n) => n !== undefined)] as string[];
}
