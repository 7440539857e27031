/** What can be wrong with a response. Each has words for the patient (words.ts) and for a developer (`text`). */
const issueCodes = [
  "unknown_item",
  "order",
  "not_enabled",
  "display_answered",
  "group_answered",
  "group_empty",
  "required",
  "too_few",
  "too_many",
  "type",
  "option",
  "exclusive",
  "format",
  "too_short",
  "too_long",
  "pattern",
  "decimals",
  "below",
  "above",
  "incomparable",
  "unit",
  "too_big",
  "size",
  "media",
  "enough_pictures",
  "resource",
  "line_break",
  "implausible",
  "unsigned",
  "unread",
] as const;
export type IssueCode = (typeof issueCodes)[number];

/** `path` is FHIRPath into the response. A warning does not refuse it. `limit` is what it broke, where it has one. */
export type Issue = {
  code: IssueCode;
  severity: "error" | "warning";
  path: string;
  linkId?: string;
  text: string;
  limit?: string;
};

export const isError = ({ severity }: Issue): boolean => severity === "error";
