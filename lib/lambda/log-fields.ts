/** Names of the fields a log line may have: ids, codes and counts. What is not named here is left out (invariant 9). */
const allowed = new Set([
  "addressKey",
  "answer",
  "appointmentId",
  "attempt",
  "chain",
  "channel",
  "code",
  "compared",
  "count",
  "disagreements",
  "enrollmentId",
  "error",
  "event",
  "failed",
  "id",
  "journeyId",
  "kind",
  "late",
  "mended",
  "mending",
  "messageId",
  "ms",
  "name",
  "operationId",
  "outcome",
  "outreachId",
  "patientId",
  "queue",
  "reason",
  "receipt",
  "requestId",
  "robot",
  "scheduled",
  "seconds",
  "sequence",
  "shard",
  "status",
  "step",
  "subject",
  "taskId",
  "templateId",
  "type",
  "understood",
  "verdict",
  "version",
]);

/** An id, slug, code, instant or digest: one word. Not a number to call, a calendar date or an email address. */
const word = /^[\w.:~#/-]{1,128}(@\d{1,6})?$/;
const digitsOnly = /^[\d.:/-]{6,}$/;

type LogFields = Record<string, string | number | boolean | undefined>;

const isWord = (value: unknown): boolean =>
  typeof value === "string" ? word.test(value) && !digitsOnly.test(value) : typeof value !== "object";

/** The fields of a line that may leave; `withheld` counts the others, so that a mistake shows. */
export function safeFields(fields: LogFields = {}): LogFields {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  const safe = given.filter(([name, value]) => allowed.has(name) && isWord(value));
  const withheld = given.length - safe.length;
  return { ...Object.fromEntries(safe), ...(withheld > 0 && { withheld }) };
}

/** What may be told of an error: its class, its code and where it was. Its message may quote what it choked on. */
export function safeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const code =
    "code" in error && typeof error.code === "string" && isWord(error.code) ? error.code : undefined;
  const stack = error.stack
    ?.split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .join("\n");
  return {
    errorName: isWord(error.name) ? error.name : "Error",
    ...(code && { errorCode: code }),
    ...(stack && { stack }),
  };
}

/** A line's text is a constant of ours; should one quote a value after all, numbers and addresses do not pass. */
export const safeMessage = (message: string): string => message.replace(/\S*@\S*|\+?\d[\d\s().-]{5,}/g, "…");
