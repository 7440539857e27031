import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
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
      // What a function imports only when it needs it lies beside its entry.
      const own = Object.entries(outputs).filter(
        ([path]) => path.includes(`/${name}/`) && !path.endsWith(".map"),
      );
      const bytes = own.reduce((sum, [, { bytes: more }]) => sum + more, 0);
      const inputs: Inputs = Object.assign({}, ...own.map(([, { inputs: parts }]) => parts));
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

/**
 * Processor time of a new process each time: only the first import of a process is a cold one. Node's own start is not
 * counted.
 */
async function importTime(name: string, file: string, rounds: number): Promise<Result> {
  const script =
    "const c=process.cpuUsage();import(process.argv[1]).then(()=>{const{user,system}=process.cpuUsage(c);console.log((user+system)/1000)},e=>{console.error(e);process.exit(1)})";
  const took: number[] = [];
  for (let i = 0; i < Math.min(rounds, 9); i++) {
    const { stdout } = await run(process.execPath, ["-e", script, file]);
    took.push(Number(stdout));
  }
  return timedResult(`bundle ${name}: import, processor time`, "ms", spreadOf(took), { better: "less" });
}
