import type { RefusalCode } from "#lib/domain/errors.ts";
import type { EntryFault, Path } from "#lib/domain/intake.ts";

/** hl7.org/fhir/R4/operationoutcome.html, as far as it is used. */
export type Issue = {
  severity: "error" | "information";
  code: string;
  details?: { coding: { system: string; code: string }[] };
  diagnostics: string;
  /** FHIRPath of what is meant. */
  expression?: string[];
};
export type OperationOutcome = { resourceType: "OperationOutcome"; issue: Issue[] };

/** hl7.org/fhir/R4/valueset-issue-type.html; what is not named here is `processing`. */
const issueCodes: Partial<Record<RefusalCode, string>> = {
  malformed_json: "structure",
  validation_failed: "invalid",
  unknown_reference: "not-found",
  not_found: "not-found",
  unsupported_type: "not-supported",
  unsupported_media_type: "not-supported",
  method_not_allowed: "not-supported",
  stale_version: "conflict",
  already_exists: "duplicate",
  unauthorized: "login",
  forbidden: "forbidden",
  too_large: "too-long",
  rate_limited: "throttled",
  busy: "transient",
};

export const refusalIssue = (code: RefusalCode, diagnostics: string): Issue => ({
  severity: "error",
  code: issueCodes[code] ?? "processing",
  details: { coding: [{ system: "urn:followthrough:refusal", code }] },
  diagnostics,
});

/** `["participant", 0, "actor"]` of an Appointment → `Appointment.participant[0].actor`. */
const expression = (root: string, path: Path): string =>
  path.reduce<string>((text, p) => (typeof p === "number" ? `${text}[${p}]` : `${text}.${p}`), root);

export const faultIssue = (root: string, { code, path, detail }: EntryFault): Issue => ({
  ...refusalIssue(code, detail),
  expression: [expression(root, path)],
});

export const outcome = (issue: Issue[]): OperationOutcome => ({ resourceType: "OperationOutcome", issue });

export const information = (why: string): OperationOutcome =>
  outcome([{ severity: "information", code: "informational", diagnostics: why }]);
