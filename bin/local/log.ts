import { safeError, safeFields } from "#lib/lambda/log-fields.ts";
import type { Log } from "#lib/ports.ts";

/** What goes wrong, on standard error, with the fields a deployed log may have (invariant 9). */
const line =
  (level: "warn" | "error"): Log["error"] =>
  (message, fields, error) =>
    console.error(
      JSON.stringify({ level, message, ...safeFields(fields), ...(error !== undefined && safeError(error)) }),
    );

export const stderrLog: Log = { info: () => undefined, warn: line("warn"), error: line("error") };
