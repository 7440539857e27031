import { openApiDocument } from "./openapi.ts";
import { routes } from "./routes.ts";

/** The OpenAPI document of the whole API. */
export const description: Record<string, unknown> = openApiDocument(routes);
