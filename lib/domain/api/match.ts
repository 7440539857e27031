import { paramNames, pathParams, type Route } from "./route.ts";

export type Match<Id extends string> =
  | { found: "route"; operationId: Id; params: Record<string, string> }
  /** The path is there, but not for this method. */
  | { found: "path"; allow: string[] }
  | { found: "nothing" };

export type Router<Id extends string> = (method: string, path: string) => Match<Id>;

/**
 * Finds the operation for a method and a path. Literal segments win over parameters because a parameter's shape
 * excludes them. (`@middy/http-router` runs a handler instead of naming the operation, and knows no 405.)
 */
export function routerOf<Id extends string>(routes: Record<Id, Route>): Router<Id> {
  const table = (Object.entries(routes) as [Id, Route][]).map(([operationId, { method, path }]) => ({
    operationId,
    method,
    names: paramNames(path),
    pattern: new RegExp(`^${path.replaceAll(".", "\\.").replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}/?$`),
  }));
  return (method, path) => {
    const allow: string[] = [];
    for (const row of table) {
      const params = row.pattern.exec(path);
      if (!params || !row.names.every((name) => pathParams[name].safeParse(params.groups?.[name]).success))
        continue;
      if (row.method === method)
        return { found: "route", operationId: row.operationId, params: { ...params.groups } };
      allow.push(row.method);
    }
    return allow.length > 0 ? { found: "path", allow: [...new Set(allow)] } : { found: "nothing" };
  };
}
