import type { Metafile } from "esbuild";
import { filesAtStart } from "#infra/bundle.ts";

const packageOf = (file: string): string =>
  /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file.split("/").slice(0, 2).join("/");

const outputsAtStart = (metafile: Metafile, name: string) =>
  filesAtStart(metafile, name).map((file) => metafile.outputs[file] as Metafile["outputs"][string]);

/** What a function reads before its first request; what it may read later is in files of its own. */
export const kilobytesAtStart = (metafile: Metafile, name: string): number =>
  outputsAtStart(metafile, name).reduce((sum, { bytes }) => sum + bytes, 0) / 1000;

/** The packages that weigh most of that, in kilobytes. */
export function biggestPackages(metafile: Metafile, name: string, count = 6): string {
  const weights = new Map<string, number>();
  for (const { inputs } of outputsAtStart(metafile, name))
    for (const [file, { bytesInOutput }] of Object.entries(inputs))
      weights.set(packageOf(file), (weights.get(packageOf(file)) ?? 0) + bytesInOutput);
  return [...weights]
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([pack, bytes]) => `${pack} ${Math.round(bytes / 1000)}`)
    .join(", ");
}
