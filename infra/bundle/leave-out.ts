import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import type { Loader, OnLoadResult, Plugin } from "esbuild";
import type { Cut } from "./cut.ts";
import { libraryCuts } from "./library-cuts.ts";
import { sdkCuts } from "./sdk-cuts.ts";

/**
 * `import … from "node:process"` reads every property of `process`, standard input and output among them, and makes
 * their streams (4 ms). The names are those that the SDK imports; another one fails the build.
 */
const processItself = "export default process; export const { env, versions } = process;";

const loaders: Record<string, Loader> = { ".json": "json", ".ts": "ts" };

/** By path: every function is a build of its own, and asks for the same files. */
const cuts = new Map<string, Promise<OnLoadResult>>();

async function leftOf(path: string, cut: Cut["cut"]): Promise<OnLoadResult> {
  const source = (await readFile(path, "utf8")).replaceAll("\r\n", "\n");
  return { contents: cut(source, path), loader: loaders[extname(path)] ?? "js" };
}

/** Leaves out what no function uses (docs/cost.md has what it weighs). */
export const leaveOut: Plugin = {
  name: "leave-out",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^node:process$/ }, () => ({ path: "process", namespace: "given" }));
    onLoad({ filter: /.*/, namespace: "given" }, () => ({ contents: processItself }));
    for (const { of, cut } of [...libraryCuts, ...sdkCuts])
      onLoad({ filter: of }, ({ path }) => {
        const left = cuts.get(path) ?? leftOf(path, cut);
        cuts.set(path, left);
        return left;
      });
  },
};
