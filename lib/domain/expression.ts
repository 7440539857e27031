import { Environment } from "@marcbachmann/cel-js";
import { rememberedFew } from "./remembered.ts";

/**
 * Conditions are CEL (github.com/google/cel-spec): no loops without end, no side effects, nothing to reach but the
 * facts that an environment registers. These limits hold for all that authors write.
 */
export const sandbox = (): Environment =>
  new Environment({
    enableOptionalTypes: true,
    limits: { maxAstNodes: 200, maxDepth: 30, maxListElements: 100, maxMapEntries: 20, maxCallArguments: 10 },
  });

/** A node of the parsed expression: an operation and what it is applied to. */
export type Node = { op: string; args?: unknown };

export type Program = (context: Record<string, unknown>) => unknown;

/** Parsing costs ten times an evaluation, and one function serves few conditions: each is parsed once. */
export const programs = (environment: Environment): ((expression: string) => Program) =>
  rememberedFew(2000, (expression) => environment.parse(expression) as unknown as Program);

/** What is wrong with a condition, in the parser's words; undefined where it gives yes or no within bounds. */
export function expressionFault(environment: Environment, expression: string): string | undefined {
  const { type, error } = environment.check(expression);
  if (error) return error.message.split("\n")[0];
  if (type !== "bool" && type !== "dyn") return `it gives ${type}, not yes or no`;
  return blowUp(astOf(environment, expression));
}

const loops = new Set<string | undefined>(["exists", "all", "exists_one", "map", "filter"]);

/**
 * One loop over a list is bounded by its length; a loop in a loop and a regular expression are bounded by nothing. The list
 * that a loop goes over is made before it begins, so that one may go over what another left.
 */
function blowUp(node: Node, inLoop = false): string | undefined {
  const [name, list] = node.op === "rcall" ? (node.args as [string, Node]) : [];
  if (name === "matches") return "matches() may take for ever: use startsWith, endsWith or contains";
  const loop = loops.has(name);
  if (loop && inLoop) return `${name}() inside of another loop may take for ever: loop over one list`;
  return childrenOf(node)
    .map((child) => blowUp(child, inLoop || (loop && child !== list)))
    .find((fault) => fault !== undefined);
}

/** Every node of the expression. */
export const nodesOf = (node: Node): Node[] => [node, ...childrenOf(node).flatMap(nodesOf)];

const childrenOf = ({ args }: Node): Node[] => [args].flat(2).filter(isNode);
const isNode = (part: unknown): part is Node => typeof (part as Partial<Node> | null)?.op === "string";

export const astOf = (environment: Environment, expression: string): Node =>
  environment.parse(expression).ast as unknown as Node;
