import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { reasons } from "#lib/domain/gate/decision.ts";
import { endsChannel } from "#lib/domain/outreach/call-outcomes.ts";
import { outreachStatuses } from "#lib/domain/outreach/outreach.ts";
import { type ReceiptName, receipts } from "#lib/domain/outreach/receipts.ts";
import { stateRules } from "#lib/domain/time/state-rules.ts";

const page = readFileSync("docs/outreach.md", "utf8");
/** The table below a heading up to the next one, cell by cell; the first cell is empty. */
function tableBelow(heading: string): string[][] {
  const section = page.slice(page.indexOf(heading)).split("\n## ")[0] as string;
  return section
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").map((cell) => cell.trim()));
}
const bare = (cell: string | undefined): string | undefined => cell?.replaceAll("`", "");
const rows = tableBelow("# What may leave");

describe("docs/outreach.md", () => {
  it("has a row for each reason, in the order of the rules", () => {
    expect(rows.map(([, reason]) => bare(reason))).toEqual([...reasons]);
  });
  it.each(rows.map((cells) => [cells[1], cells] as const))("names source and test of %s", (_, cells) => {
    expect(cells[4]).not.toBe("");
    expect(existsSync(bare(cells[5]) as string)).toBe(true);
  });
  it("has a row for each receipt in its rank, with its status and where the next channel is tried at once", () => {
    const told = Object.entries(receipts).map(([name, { status, reason }]) => [
      reason,
      endsChannel.has(name as ReceiptName) ? `${status} ↪` : status,
    ]);
    const afterwards = tableBelow("## What became of it").map(([, reason, status]) => [bare(reason), status]);
    expect(afterwards).toEqual(told);
  });
  it.each(
    Object.entries<{ reason: string; health?: string }>(receipts).flatMap(([, { reason, health }]) =>
      health ? [[reason, health] as const] : [],
    ),
  )("says that %s makes the address %s", (reason, health) => {
    const row = tableBelow("## What became of it").find(([, name]) => bare(name) === reason);
    expect(row?.[3]).toContain(`\`${health}\``);
  });
  it("names every status", () => {
    for (const status of outreachStatuses) expect(page).toContain(`\`${status}\``);
  });
  it("names every state's rule with its day and source", () => {
    for (const { since, source } of stateRules) expect(page).toContain(`${since} | ${source} |`);
  });
});
