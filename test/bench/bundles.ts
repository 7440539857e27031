import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { bundle, type Entry } from "#infra/bundle.ts";
import { functions } from "#infra/functions.ts";
import { type Size, sizes } from "./effort.ts";
import { spreadOf } from "./measure.ts";
import { counted, type Result, timedResult } from "./result.ts";

const run = promisify(execFile);
const root = new URL("../../", import.meta.url);

type Inputs = Record<string, { bytesInOutput: number }>;

/** Size, import time and the heaviest packages of every function that there is, bundled as it is deployed. */
export async function bundles(size: Size, say: (line: string) => void): Promise<Result[]> {
  const all: readonly Entry[] = Object.values(functions);
  const entries = all.filter(({ entry }) => existsSync(new URL(entry, root)));
  for (const { name } of all)
    if (!entries.some((e) => e.name === name)) say(`${name}: its entry is not there yet`);
  const chosen = size === "smoke" ? entries.filter(({ name }) => name === "sweep") : entries;
  // Beside the repository's node_modules nothing would be found: what a bundle leaves out must come from Node.
  const folder = await mkdtemp(join(tmpdir(), "bench-bundles-"));
  try {
    const { outputs } = await bundle(chosen, folder);
    const results: Result[] = [];
    for (const { name } of chosen) {
      const file = join(folder, name, "index.mjs");
      const output = Object.entries(outputs).find(([path]) => path.endsWith(`${name}/index.mjs`));
      const inputs: Inputs = output?.[1].inputs ?? {};
      const bytes = (await stat(file)).size;
      results.push(
        counted(`bundle ${name}: size`, "KB", bytes / 1024, { note: heaviest(inputs), wobble: 0.02 }),
      );
      results.push(await importTime(name, file, sizes[size].effort.rounds));
    }
    return results;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const packageOf = (path: string): string => {
  const at = path.lastIndexOf("node_modules/");
  if (at < 0) return "our own";
  const [scope = "", name] = path.slice(at + "node_modules/".length).split("/");
  return scope.startsWith("@") ? `${scope}/${name}` : scope;
};

function heaviest(inputs: Inputs): string {
  const sums = new Map<string, number>();
  for (const [path, { bytesInOutput }] of Object.entries(inputs))
    sums.set(packageOf(path), (sums.get(packageOf(path)) ?? 0) + bytesInOutput);
  return [...sums]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 4)
    .map(([name, bytes]) => `${name} ${Math.round(bytes / 1024)}`)
    .join(", ");
}

/** A new process each time: only the first import of a process is a cold one. Node's own start is not counted. */
async function importTime(name: string, file: string, rounds: number): Promise<Result> {
  const script =
    "const t=performance.now();import(process.argv[1]).then(()=>console.log(performance.now()-t),e=>{console.error(e);process.exit(1)})";
  const took: number[] = [];
  for (let i = 0; i < Math.min(rounds, 9); i++) {
    const { stdout } = await run(process.execPath, ["-e", script, file]);
    took.push(Number(stdout));
  }
  return timedResult(`bundle ${name}: import`, "ms", spreadOf(took), { better: "less" });
}
