import * as z from "zod";
import { fileRoutes } from "#lib/domain/api/file-routes.ts";
import type { Route } from "#lib/domain/api/route.ts";
import { routes } from "#lib/domain/api/routes.ts";
import { fullScope, type Scope } from "#lib/domain/api/scopes.ts";
import type { FunctionKey } from "./functions.ts";

/** One method of API Gateway. */
export type Operation = {
  id: string;
  method: string;
  path: string;
  serves: FunctionKey;
  /** Scopes of which a token needs one; empty: no token is asked for, `open` says why. */
  scopes: string[];
  open?: string;
  /** JSON type of the body, where there is one. */
  body?: "object" | "array";
  /** Requests a second over all callers, and how many may come at once. */
  throttle: { rate: number; burst: number };
};

const readThrottle = { rate: 200, burst: 400 };
const writeThrottle = { rate: 100, burst: 200 };
const throttleOf = (method: string) => (/^(GET|HEAD)$/.test(method) ? readThrottle : writeThrottle);

/**
 * A model says no more than that the body is a JSON object: which field is wrong and why is the handler's to say,
 * with a pointer, where the gateway can only answer "Invalid request body" (and its draft 4 knows no discriminated
 * unions). So a request is refused in one voice, and the gateway still turns away what is no JSON at all.
 */
function bodyType(route: Route): Pick<Operation, "body"> {
  if (!route.body || route.media) return {};
  const schema = z.toJSONSchema(route.body, { io: "input", unrepresentable: "any" });
  return { body: schema.type === "array" ? "array" : "object" };
}

const open = "Health and the API's description hold nothing of any patient; a monitor has no token.";

export const partnerOperations: Operation[] = Object.entries(routes as Record<string, Route>).map(
  ([id, route]) => ({
    id,
    method: route.method,
    path: route.path,
    serves: id in fileRoutes ? "files" : "api",
    scopes: route.scope ? [fullScope(route.scope)] : [],
    ...(!route.scope && { open }),
    ...bodyType(route),
    throttle: throttleOf(route.method),
  }),
);

const fhir = (id: string, method: string, path: string, ...scopes: Scope[]): Operation => ({
  id,
  method,
  path,
  serves: "fhir",
  scopes: scopes.map(fullScope),
  throttle: throttleOf(method),
});

/** FHIR answers in its own format and routes by itself: the gateway asks for the token only. */
export const ehrOperations: Operation[] = [
  {
    ...fhir("fhirMetadata", "GET", "/fhir/R4/metadata"),
    open: "FHIR R4 3.1.0.3: a client reads the CapabilityStatement before it has a token.",
  },
  fhir("fhirSystem", "POST", "/fhir/R4", "patients.write"),
  ...(["POST", "PUT", "DELETE"] as const).map((method) =>
    fhir(`fhir${method}`, method, "/fhir/R4/{proxy+}", "patients.write"),
  ),
  fhir("fhirGET", "GET", "/fhir/R4/{proxy+}", "patients.read"),
];

const byLink =
  "A patient has no account: the link in the message and then the birth date or a code are the key.";

/** The door, what is behind it, and unsubscribing. Whoever scans a mail for bad links asks with HEAD. */
const pages: Record<string, string[]> = {
  "/l/{token}": ["HEAD", "GET", "POST"],
  "/l/{token}/{step}": ["POST"],
  "/p": ["GET", "POST"],
  "/p/{page+}": ["GET", "POST"],
  "/u/{token}": ["HEAD", "GET", "POST"],
};

export const pageOperations: Operation[] = Object.entries(pages).flatMap(([path, methods]) =>
  methods.map((method) => ({
    id: `pages${method}${path.replace(/\W/g, "")}`,
    method,
    path,
    serves: "pages",
    scopes: [],
    open: byLink,
    throttle: throttleOf(method),
  })),
);
