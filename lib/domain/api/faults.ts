import type * as z from "zod";
import type { Fault } from "../errors.ts";
import { pointerTo } from "../journey/definition.ts";

/** Zod's issues as RFC 6901 pointers, below `root` (`""` for the body, `/query` for the query). */
export const faultsOf = (error: z.ZodError, root = ""): Fault[] =>
  error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({
        pointer: root + pointerTo(...path, key),
        detail: "There is no such field here.",
      }));
    return [{ pointer: root + pointerTo(...path), detail: issue.message }];
  });
