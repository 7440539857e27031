import jsonata from "jsonata";
import { StatesError } from "./errors.ts";

type Expression = ReturnType<typeof jsonata>;
type Node = { expression: Expression } | { list: Node[] } | { object: [string, Node][] } | { value: unknown };

/** What an expression sees as `$states`. */
export type States = { input: unknown; context: unknown; result?: unknown; errorOutput?: unknown };

const compiled = new WeakMap<object, Node>();
const expressions = new Map<string, Node>();

/**
 * A field's value with every `{% … %}` string in it evaluated. As AWS has it, an expression without a result is
 * `States.QueryEvaluationError` (docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html).
 */
export const evaluate = (template: unknown, states: States): Promise<unknown> =>
  resolved(nodeOf(template), states);

function nodeOf(template: unknown): Node {
  if (typeof template === "string") return stringNode(template);
  if (typeof template !== "object" || template === null) return { value: template };
  let node = compiled.get(template);
  if (!node) {
    node = Array.isArray(template)
      ? { list: template.map(nodeOf) }
      : { object: Object.entries(template).map(([key, value]): [string, Node] => [key, nodeOf(value)]) };
    compiled.set(template, node);
  }
  return node;
}

function stringNode(text: string): Node {
  const source = /^\{%(.*)%\}$/s.exec(text)?.[1];
  if (source === undefined) return { value: text };
  let node = expressions.get(text);
  if (!node) {
    node = { expression: jsonata(source) };
    expressions.set(text, node);
  }
  return node;
}

async function resolved(node: Node, states: States): Promise<unknown> {
  if ("value" in node) return node.value;
  if ("list" in node) return Promise.all(node.list.map((item) => resolved(item, states)));
  if ("expression" in node) return query(node.expression, states);
  const entries: [string, unknown][] = [];
  for (const [key, value] of node.object) entries.push([key, await resolved(value, states)]);
  return Object.fromEntries(entries);
}

async function query(expression: Expression, states: States): Promise<unknown> {
  let value: unknown;
  try {
    value = await expression.evaluate(undefined, { states });
  } catch (error) {
    throw new StatesError("States.QueryEvaluationError", String((error as Error).message));
  }
  if (value === undefined) throw new StatesError("States.QueryEvaluationError", "the result is undefined");
  // JSONata's own sequences carry hidden marks; what goes on is plain JSON.
  return typeof value === "object" ? JSON.parse(JSON.stringify(value)) : value;
}
