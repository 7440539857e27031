import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { dynoxideCommand } from "#lib/adapters/local/engine/commands.ts";

const command = fileURLToPath(new URL("../../bin/local.ts", import.meta.url));
const here = dynoxideCommand(0, undefined) !== undefined;
const run = (...args: string[]) => spawnSync(process.execPath, [command, ...args], { encoding: "utf8" });

async function announced(child: ChildProcess): Promise<string> {
  let said = "";
  for await (const chunk of child.stdout ?? []) {
    said += chunk;
    if (/eyJ[\w-]+\.[\w-]+\.[\w-]+\n/.test(said)) return said;
  }
  throw new Error(`it ended: ${said}`);
}

/** The engine is a child of the shell that is its tether: whoever's group it is, its command line names its port. */
const engines = (pid: number | undefined): string =>
  spawnSync("ps", ["-o", "pid=,args=", "--ppid", String(pid)], { encoding: "utf8" }).stdout;

describe("npm start", () => {
  it("tells its flags", () => {
    const { status, stdout } = run("--help");
    expect(status).toBe(0);
    for (const flag of ["--port", "--clock", "--data", "--empty", "--engine"]) expect(stdout).toContain(flag);
  });

  it("refuses an unknown flag by its name", () => {
    const { status, stderr, stdout } = run("--prot", "4400");
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("--prot");
  });

  it("says what to do about a port that is taken, before it starts an engine", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as { port: number };
    const child = spawn(process.execPath, [command, "--port", String(port), "--engine", "memory"]);
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    const [code] = await once(child, "close");
    other.close();
    expect(code).toBe(1);
    expect(said).toContain(`Port ${port} is taken: give another with --port ${port + 1}`);
  });

  it.skipIf(!here)(
    "starts the sample clinic on the embedded engine, prints how to reach it, and ends with its engine",
    async () => {
      const args = ["--port", "0", "--engine", "dynoxide", "--clock", "2026-06-01T15:00:00Z"];
      const child = spawn(process.execPath, [command, ...args], { stdio: ["ignore", "pipe", "inherit"] });
      const said = await announced(child);
      const url = /Console +(http:\S+)\/local\/console/.exec(said)?.[1] as string;
      const token = /^eyJ\S+$/m.exec(said)?.[0];
      expect(said).toMatch(/Patients +40/);
      const headers = { authorization: `Bearer ${token}` };
      expect((await fetch(`${url}/v1/patients`, { headers })).status).toBe(200);
      expect(engines(child.pid)).toContain("dynoxide");
      const [engine] = engines(child.pid).trim().split(" ");
      child.kill("SIGINT");
      child.kill("SIGINT");
      const [code] = await once(child, "exit");
      expect(code).toBe(0);
      expect(spawnSync("ps", ["-p", String(engine)]).status).toBe(1);
    },
  );
});
