import type { Metafile } from "esbuild";

const packageOf = (file: string): string =>
  /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file.split("/").slice(0, 2).join("/");

/** The packages that weigh most in a function's bundle, in kilobytes. */
export function biggestPackages({ outputs }: Metafile, name: string, count = 6): string {
  const output = Object.entries(outputs).find(([path]) => path.endsWith(`/${name}/index.mjs`))?.[1];
  const weights = new Map<string, number>();
  for (const [file, { bytesInOutput }] of Object.entries(output?.inputs ?? {}))
    weights.set(packageOf(file), (weights.get(packageOf(file)) ?? 0) + bytesInOutput);
  return [...weights]
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([pack, bytes]) => `${pack} ${Math.round(bytes / 1000)}`)
    .join(", ");
}
