import type { Route } from "./route.ts";

/** The status of a success, unless the handler says another. */
export const successOf = (route: Route): 200 | 201 | 202 | 204 =>
  route.answer ? (route.status ?? 200) : 204;
