import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, it } from "vitest";

/** Real material that nobody here wrote; beside the repository where it is there, and never in it. */
const root = new URL("../../../shared/data/", import.meta.url);

export const sharedPath = (path: string): URL => new URL(path, root);
export const sharedDataIsHere = existsSync(root);

export function sharedText(path: string): string {
  const bytes = readFileSync(sharedPath(path));
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

export const sharedJson = <T>(path: string): T => JSON.parse(sharedText(path)) as T;

export const sharedLines = <T>(path: string): T[] =>
  sharedText(path)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as T);

/** A `describe` that says why it did not run where the material is not there. */
export const describeWithSharedData = (name: string, body: () => void): void => {
  if (sharedDataIsHere) describe(name, body);
  // Not `body`: even a skipped one is run to find its tests, and reads.
  else describe(name, () => it.skip("skipped: ../shared/data is not on this machine", () => undefined));
};
