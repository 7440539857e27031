import { Refusal } from "../errors.ts";

export const etagOf = (version: number): string => `"${version}"`;

/** The version of an If-Match; −1, which nothing has, for an ETag that we never gave (strong comparison, RFC 9110 13.1.1). */
export const versionOf = (ifMatch: string): number =>
  Number(/^"([1-9]\d*)"$/.exec(ifMatch.trim())?.[1] ?? -1);

/**
 * The version a write may replace. Throws `version_required` where the caller did not say which it read, and
 * `stale_version` where another is there now. What is not there yet needs no If-Match.
 */
export function expectedVersion(current: number | undefined, ifMatch: number | undefined): number {
  if (current !== undefined && ifMatch === undefined) throw new Refusal("version_required");
  if (ifMatch !== undefined && ifMatch !== current) throw new Refusal("stale_version");
  return current ?? 0;
}
