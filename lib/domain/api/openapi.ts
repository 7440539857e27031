import * as z from "zod";
import { clientCredentials, headerParameters, problemResponse } from "./openapi-parts.ts";
import { componentName, componentSchemas, type Json, plain, refTo } from "./openapi-schemas.ts";
import { paramNames, pathParams, type Route } from "./route.ts";
import { fullScope } from "./scopes.ts";
import { successOf } from "./success.ts";

type OpenApiInfo = { title: string; version: string; server: string; tokenUrl: string };

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
