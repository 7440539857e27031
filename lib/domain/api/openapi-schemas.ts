import * as z from "zod";
import type { Route } from "./route.ts";
import { Problem } from "./system-views.ts";

export type Json = Record<string, unknown>;

export const componentName = (operationId: string, part: "Body" | "Answer"): string =>
  `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}${part}`;
export const refTo = (kind: string, name: string): Json => ({ $ref: `#/components/${kind}/${name}` });

/** The schemas of a route table: bodies as they may be sent, answers as they come. */
export function componentSchemas(routes: Record<string, Route>): Json {
  const bodies = z.registry<{ id: string }>();
  const answers = z.registry<{ id: string }>();
  // A schema of several operations is registered by the first and referred to by the others.
  const aliases: Json = {};
  const add = (registry: typeof bodies, id: string, schema: z.ZodType | undefined) => {
    const known = schema && registry.get(schema)?.id;
    if (known) aliases[id] = refTo("schemas", known);
    else if (schema) registry.add(schema, { id });
  };
  for (const [operationId, { body, answer }] of Object.entries(routes)) {
    add(bodies, componentName(operationId, "Body"), body);
    add(answers, componentName(operationId, "Answer"), answer);
  }
  answers.add(Problem, { id: "Problem" });
  return { ...generated(bodies, "input"), ...generated(answers, "output"), ...aliases };
}

function generated(registry: z.core.$ZodRegistry<{ id: string }>, io: "input" | "output"): Json {
  const { schemas } = z.toJSONSchema(registry, {
    io,
    uri: (id) => `#/components/schemas/${id}`,
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      // What a transform gives is unknown to zod; all of ours give instants as text.
      if (jsonSchema.format === "date-time") {
        jsonSchema.type = "string";
        delete jsonSchema.pattern;
      }
      // An answer may gain fields without breaking its readers.
      if (io === "output" && jsonSchema.additionalProperties === false)
        delete jsonSchema.additionalProperties;
    },
  });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, plain(schema)]));
}

/** JSON Schema without what only a document of its own needs. */
export const plain = ({ $schema: _, $id: __, ...schema }: Json): Json => schema;
