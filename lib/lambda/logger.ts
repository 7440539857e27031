import { Logger } from "@aws-lambda-powertools/logger";
import type { Log } from "#lib/ports.ts";
import { safeError, safeFields, safeMessage } from "./log-fields.ts";

/** The part of powertools' Logger that lines go through. */
type Sink = Pick<Logger, "info" | "warn" | "error">;

/** The `Log` port on powertools' Logger: one JSON line each, of ids and codes alone. */
export function powertoolsLog(serviceName: string, sink: Sink = new Logger({ serviceName })): Log {
  return {
    info: (message, fields) => sink.info(safeMessage(message), safeFields(fields)),
    warn: (message, fields) => sink.warn(safeMessage(message), safeFields(fields)),
    error: (message, fields, error) =>
      sink.error(safeMessage(message), {
        ...safeFields(fields),
        ...(error !== undefined && safeError(error)),
      }),
  };
}
