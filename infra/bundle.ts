import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, type Metafile } from "esbuild";
import { leaveOut } from "./bundle/leave-out.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

/**
 * A CommonJS package inside an ES module still calls `require` for Node's own modules. esbuild does not know the names
 * in a banner: this one is longer than any it makes.
 */
export const requireShim =
  'import{createRequire as makeRequire}from"node:module";const require=makeRequire(import.meta.url);';

export type Entry = { name: string; entry: string };

/**
 * Bundles every function into `<outdir>/<name>/index.mjs`, with a chunk of its own for what it imports only when it is
 * asked for (`await import`). In one process: NodejsFunction starts one for each and takes no plugin (docs/cost.md has
 * both measured). `mainFields` prefers ES modules, so that unused parts fall away. Source maps lie beside the bundle
 * for whoever reads a stack trace and are not deployed: loading one costs more than the import it explains.
 */
export async function bundle(entries: readonly Entry[], outdir: string): Promise<Metafile> {
  const made = await Promise.all(entries.map((entry) => bundleOne(entry, outdir)));
  const metafile: Metafile = {
    inputs: Object.assign({}, ...made.map(({ inputs }) => inputs)),
    outputs: Object.assign({}, ...made.map(({ outputs }) => outputs)),
  };
  await writeFile(`${outdir}/meta.json`, JSON.stringify(metafile));
  return metafile;
}

async function bundleOne({ name, entry }: Entry, outdir: string): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [{ in: entry, out: "index" }],
    outdir: `${outdir}/${name}`,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    minify: true,
    platform: "node",
    target: "node24",
    format: "esm",
    mainFields: ["module", "main"],
    alias: {
      "@aws-sdk/credential-provider-node": `${root}lib/lambda/wiring/credentials.ts`,
      // Its `module` has no default export, and Node reads its `main`: both are to see one file.
      rrule: "rrule/dist/es5/rrule.js",
    },
    plugins: [leaveOut],
    banner: { js: requireShim },
    sourcemap: "external",
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  return metafile;
}

/** The files that a function reads before its first request: its entry and what that imports at once, and so on. */
export function filesAtStart({ outputs }: Metafile, name: string): string[] {
  const entry = Object.keys(outputs).find((path) => path.endsWith(`/${name}/index.mjs`));
  const files = new Set(entry ? [entry] : []);
  for (const file of files)
    for (const { path, kind } of outputs[file]?.imports ?? [])
      if (kind === "import-statement" && path in outputs) files.add(path);
  return [...files];
}
