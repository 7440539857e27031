import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, type Metafile, type Plugin } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));

/** A CommonJS package inside an ES module still calls `require` for Node's own modules. */
const requireShim = 'import{createRequire as r}from"node:module";const require=r(import.meta.url);';

/**
 * The SDK's schemas of every operation of a service lie in one file, and esbuild keeps those with a computed key
 * (`{[_h]: …}`), for it could run code. The keys are constants of the same file: written out, what a function never
 * calls falls away (48 KB of SES, 58 KB of push).
 */
const dropUncalledOperations: Plugin = {
  name: "drop-uncalled-operations",
  setup({ onLoad }) {
    onLoad({ filter: /@aws-sdk[/\\]client-.*[/\\]schemas_0\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const constants = new Map(
        [...source.matchAll(/^const (\w+) = ("[^"]*");$/gm)].map(([, name, text]) => [name, text]),
      );
      const contents = source.replace(
        /\[(\w+)\]:/g,
        (whole, name: string) => `${constants.get(name) ?? whole.slice(0, -1)}:`,
      );
      return { contents, loader: "js" };
    });
  },
};

export type Entry = { name: string; entry: string };

/**
 * Bundles every function into `<outdir>/<name>/index.mjs` in one esbuild run: the house's and the SDK's sources are
 * parsed once for all of them, where NodejsFunction starts a process for each and takes no plugin (docs/cost.md has
 * both measured). `mainFields` prefers ES modules, so that unused parts fall away. Source maps lie beside the bundle
 * for whoever reads a stack trace and are not deployed: loading one costs more than the import it explains.
 */
export async function bundle(entries: readonly Entry[], outdir: string): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: entries.map(({ name, entry }) => ({ in: entry, out: `${name}/index` })),
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    minify: true,
    platform: "node",
    target: "node24",
    format: "esm",
    mainFields: ["module", "main"],
    alias: { "@aws-sdk/credential-provider-node": `${root}lib/lambda/wiring/credentials.ts` },
    plugins: [dropUncalledOperations],
    banner: { js: requireShim },
    sourcemap: "external",
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  await writeFile(`${outdir}/meta.json`, JSON.stringify(metafile));
  return metafile;
}
