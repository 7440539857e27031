import * as z from "zod";
import { FileView } from "./form-views.ts";
import type { Route } from "./route.ts";
import { ReadReason } from "./task-routes.ts";

/** Pictures that patients sent: by a function of their own, the only one that may open them. */
export const fileRoutes = {
  readFile: {
    tag: "Forms",
    scope: "files.read",
    phi: true,
    method: "GET",
    path: "/v1/files/{fileId}",
    summary: "Read a picture that a patient sent; the reading and its reason go into the audit trail",
    query: z.strictObject({ reason: ReadReason }),
    answer: FileView,
  },
} as const satisfies Record<string, Route>;
