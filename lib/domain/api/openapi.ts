import * as z from "zod";
import { refusals } from "../errors.ts";
import { paramNames, pathParams, type Route } from "./route.ts";
import { fullScope, type Scope, scopes } from "./scopes.ts";
import { successOf } from "./success.ts";
import { Problem } from "./system-views.ts";

type Json = Record<string, unknown>;
export type OpenApiInfo = { title: string; version: string; server: string; tokenUrl: string };

/** The stage's own addresses are not known here: both are relative to where the document was read. */
const ours: OpenApiInfo = {
  title: "Followthrough partner API",
  version: "1.0.0",
  server: "/",
  tokenUrl: "/oauth2/token",
};

/** OpenAPI 3.1 of a route table. Schemas are the very ones that validate, as JSON Schema 2020-12. */
export function openApiDocument(routes: Record<string, Route>, info: OpenApiInfo = ours): Json {
  const paths: Record<string, Json> = {};
  for (const [operationId, route] of Object.entries(routes))
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(operationId, route) };
  return {
    openapi: "3.1.1",
    info: {
      title: info.title,
      version: info.version,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: info.server }],
    tags: [...new Set(Object.values(routes).map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: componentSchemas(routes),
      parameters: headerParameters,
      responses: { Problem: problemResponse },
      securitySchemes: { oauth2: clientCredentials(info.tokenUrl) },
    },
  };
}

const componentName = (operationId: string, part: "Body" | "Answer"): string =>
  `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}${part}`;
const refTo = (kind: string, name: string): Json => ({ $ref: `#/components/${kind}/${name}` });

function operation(operationId: string, route: Route): Json {
  const { body, media = ["application/json"] } = route;
  const schema = refTo("schemas", componentName(operationId, "Body"));
  return {
    operationId,
    tags: [route.tag],
    summary: route.summary,
    security: route.scope ? [{ oauth2: [fullScope(route.scope)] }] : [],
    parameters: parametersOf(route),
    ...(body && {
      requestBody: { required: true, content: Object.fromEntries(media.map((m) => [m, { schema }])) },
    }),
    responses: {
      [String(successOf(route))]: success(operationId, route),
      default: refTo("responses", "Problem"),
    },
  };
}

function success(operationId: string, { answer, answerMedia, ifMatch }: Route): Json {
  if (!answer) return { description: "Done" };
  const schema = refTo("schemas", componentName(operationId, "Answer"));
  const etag = { ETag: { schema: { type: "string" }, description: "What If-Match takes" } };
  return {
    description: "Success",
    ...(ifMatch && { headers: etag }),
    content: { [answerMedia ?? "application/json"]: { schema } },
  };
}

function parametersOf(route: Route): Json[] {
  const query = route.query ? (z.toJSONSchema(route.query, { io: "input" }) as Json) : {};
  const required = new Set((query.required as string[] | undefined) ?? []);
  return [
    ...paramNames(route.path).map((name) => ({
      name,
      in: "path",
      required: true,
      schema: plain(z.toJSONSchema(pathParams[name])),
    })),
    ...Object.entries((query.properties as Json | undefined) ?? {}).map(([name, schema]) => ({
      name,
      in: "query",
      required: required.has(name),
      schema,
    })),
    ...(route.idempotent ? [refTo("parameters", "IdempotencyKey")] : []),
    ...(route.ifMatch ? [refTo("parameters", "IfMatch")] : []),
  ];
}

function componentSchemas(routes: Record<string, Route>): Json {
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

const plain = ({ $schema: _, $id: __, ...schema }: Json): Json => schema;

const headerParameters = {
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    schema: { type: "string", minLength: 1, maxLength: 255 },
    description:
      "The same key and body within 24 hours get the first answer again, marked Idempotency-Replayed.",
  },
  IfMatch: {
    name: "If-Match",
    in: "header",
    required: false,
    schema: { type: "string", examples: ['"3"'] },
    description:
      "The ETag last read. Asked for where the resource is there already: 428 without, 412 if stale.",
  },
};

const problemResponse = {
  description: `RFC 9457 problem; code is one of ${Object.keys(refusals).join(", ")} or internal`,
  content: {
    "application/problem+json": {
      schema: refTo("schemas", "Problem"),
      examples: {
        forbidden: {
          value: {
            type: "urn:followthrough:problem:forbidden",
            title: refusals.forbidden.title,
            status: 403,
            code: "forbidden",
            requestId: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
            retryable: false,
          },
        },
      },
    },
  },
};

const clientCredentials = (tokenUrl: string): Json => ({
  type: "oauth2",
  flows: {
    clientCredentials: {
      tokenUrl,
      scopes: Object.fromEntries(Object.entries(scopes).map(([id, text]) => [fullScope(id as Scope), text])),
    },
  },
});
