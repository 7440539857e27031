import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { reasons } from "#lib/domain/gate/decision.ts";
import { stateRules } from "#lib/domain/time/state-rules.ts";

const page = readFileSync("docs/outreach.md", "utf8");
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => line.split("|").map((cell) => cell.trim()));

describe("docs/outreach.md", () => {
  it("has a row for each reason, in the order of the rules", () => {
    expect(rows.map(([, reason]) => reason?.replaceAll("`", ""))).toEqual([...reasons]);
  });
  it.each(rows.map((cells) => [cells[1], cells] as const))("names source and test of %s", (_, cells) => {
    expect(cells[4]).not.toBe("");
    expect(existsSync((cells[5] as string).replaceAll("`", ""))).toBe(true);
  });
  it("names every state's rule with its day and source", () => {
    for (const { since, source } of stateRules) expect(page).toContain(`${since} | ${source} |`);
  });
});
