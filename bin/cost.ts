import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { customers } from "#infra/config.ts";
import { customerApp } from "#infra/customer-stacks.ts";
import { costTable, idleCost, type Resources } from "#infra/idle-cost.ts";

/** What customers cost while nothing happens, from their synthesised stacks: `npm run cost -- <customer>…`, else all. */
const named = process.argv.slice(2);
const outdir = mkdtempSync(join(tmpdir(), "followthrough-cost-"));
try {
  for (const customer of named.length > 0 ? named : customers()) {
    const app = new App({ outdir: join(outdir, customer) });
    const settings = await customerApp(app, customer);
    const resources = app
      .synth()
      .stacks.flatMap(({ template }): Resources => Object.values(template.Resources));
    console.log(`${costTable(customer, idleCost(resources, settings))}\n`);
  }
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
