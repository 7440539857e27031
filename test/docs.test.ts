import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Local, startLocal } from "../bin/local/server.ts";
import { commandsIn, patternOf, shell } from "./support/console.ts";
import { root } from "./support/imports.ts";

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What these pages show is what happens: their commands, run as a reader would, on the memory twin. */
describe.each([
  ["README.md", 10],
  ["docs/api.md", 8],
])("the tour of %s", (page, atLeast) => {
  const commands = commandsIn(readFileSync(join(root, page), "utf8"));
  let local: Local;
  const terminal = shell();

  beforeAll(async () => {
    local = await startLocal(
      { port: 0, clock: "2026-06-01T13:00:00.000Z", empty: true, engine: "memory" },
      quiet,
    );
  });
  afterAll(async () => {
    terminal.end();
    await local.stop();
  });

  it("has commands to run", () => {
    expect(commands.length).toBeGreaterThan(atLeast);
  });

  it.each(commands)("line $line: $command", async ({ command, expected }) => {
    const output = await terminal.run(command.replace("localhost:4400", local.url));
    if (expected.length > 0) expect(output).toMatch(patternOf(expected));
    else expect(output).toBe("");
  });
});
