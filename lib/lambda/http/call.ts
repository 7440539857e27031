import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import type * as z from "zod";
import { etagOf } from "#lib/domain/api/etag.ts";
import type { ParamsOf, Route } from "#lib/domain/api/route.ts";
import { successOf } from "#lib/domain/api/success.ts";
import type { Actor } from "#lib/domain/words.ts";

/** A request, parsed step by step by the stack; a handler sees it whole. */
export type Call = {
  operationId: string;
  route: Route;
  params: Record<string, string>;
  query: unknown;
  body: unknown;
  by: Actor;
  requestId: string;
  /** The version named by If-Match. */
  ifMatch?: number;
};

/** Middlewares share the call on the event, as middy's own do. */
export type HttpEvent = APIGatewayProxyEvent & { call: Call; allow?: string[] };

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
type Given<T> = T extends z.ZodType ? z.input<T> : undefined;
type Part<R, K extends string> = R extends { [P in K]: infer T } ? T : undefined;

/** The call of one route, typed by its schemas. */
type CallOf<R extends Route> = Omit<Call, "params" | "query" | "body"> & {
  params: ParamsOf<R["path"]>;
  query: Parsed<Part<R, "query">>;
  body: Parsed<Part<R, "body">>;
};

/** `body` has the shape of the route's answer, or more: what is not in it is left out. */
export type Answer<Body = unknown> = { body: Body; etag?: number; status?: number; media?: string };

type HandlerOf<R extends Route, Ports> = (
  ports: Ports,
  call: CallOf<R>,
) => Promise<Answer<Given<Part<R, "answer">>>>;

/** One handler for every operation of a route table: a missing one does not compile. */
export type HandlersOf<Table extends Record<string, Route>, Ports> = {
  [Id in keyof Table]: HandlerOf<Table[Id], Ports>;
};

/** On every answer. There is nothing here for a browser, a cache or a frame. */
const always = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
};

type Headers = Record<string, string>;

export const resultOf = (status: number, body: string, headers: Headers): APIGatewayProxyResult => ({
  statusCode: status,
  headers: { ...always, ...headers },
  body,
});

/** The answer in the shape of its route: the schema drops every field that is not in it. */
export function successResult({ route, requestId }: Call, answer: Answer): APIGatewayProxyResult {
  const headers = {
    "X-Request-Id": requestId,
    ...(answer.etag !== undefined && { ETag: etagOf(answer.etag) }),
  };
  if (!route.answer) return resultOf(204, "", headers);
  const body = route.answer.parse(answer.body);
  return resultOf(answer.status ?? successOf(route), typeof body === "string" ? body : JSON.stringify(body), {
    ...headers,
    "Content-Type": answer.media ?? route.answerMedia ?? "application/json",
  });
}
