import type { UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";

/** As the engine names it, which is what the state machine catches. */
class ConditionalCheckFailed extends Error {
  override name = "ConditionalCheckFailedException";
}

type Attributes = { [name: string]: unknown };
type Assignment = { path: string[]; value: unknown };

/** `#data.#token = :token` as a path of attribute names and a value. */
function assignment(text: string, names: Record<string, string>, values: Attributes): Assignment {
  const [, path, value] = /^\s*(#\w+(?:\.#\w+)*)\s*=\s*(:\w+)\s*$/.exec(text) ?? [];
  if (!path || !value || !(value in values)) throw new Error(`not understood by the twin: ${text}`);
  return { path: path.split(".").map((name) => names[name] as string), value: values[value] };
}

const at = (item: Attributes, path: string[]): Attributes | undefined =>
  path.reduce<Attributes | undefined>((node, name) => node?.[name] as Attributes | undefined, item);

/** `SET … ADD #name :number` as its two parts; the second may be missing. */
function clauses(expression: string): { set: string; add: string | undefined } {
  const [, set = "", add] = /^\s*SET\s+(.*?)(?:\s+ADD\s+(.*))?$/.exec(expression) ?? [];
  return { set, add };
}

/**
 * What UpdateItem makes of `item` for the one shape the state machine uses: `SET path = :value, …` and perhaps
 * `ADD #name :number`, under the condition `path = :value`. Anything else is refused rather than misread.
 */
export function updated(item: Attributes | undefined, input: UpdateItemCommandInput): Attributes {
  const names = input.ExpressionAttributeNames ?? {};
  const values = unmarshall(input.ExpressionAttributeValues ?? {});
  const condition = assignment(input.ConditionExpression ?? "", names, values);
  if (!item || at(item, condition.path) !== condition.value)
    throw new ConditionalCheckFailed("The conditional request failed");
  const after = structuredClone(item);
  const { set, add } = clauses(input.UpdateExpression ?? "");
  for (const text of set.split(",")) {
    const { path, value } = assignment(text, names, values);
    const parent = at(after, path.slice(0, -1));
    if (!parent) throw new Error(`no such path: ${text}`);
    parent[path.at(-1) as string] = value;
  }
  if (add === undefined) return after;
  const { path, value } = assignment(add.replace(/\s+/, " = "), names, values);
  const [name] = path as [string];
  return { ...after, [name]: Number(after[name] ?? 0) + Number(value) };
}
