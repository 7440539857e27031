import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

export type Source = { path: string; text: string };
/** `to`: a path of the repository, or a package's name. */
export type Import = { from: string; to: string; inside: boolean };

export const root = normalize(join(import.meta.dirname, "../.."));

export function sourcesIn(folders: string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return { path: path.slice(root.length + 1), text: readFileSync(path, "utf8") };
      }),
  );
}

/** Static, type-only, side-effect and dynamic imports, and re-exports: every way one file can know another. */
const specifiers =
  /(?:^|[;\n}])\s*(?:import|export)\s[^;"'`]*?from\s*["']([^"']+)["']|(?:^|[;\n])\s*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g;

export function importsOf({ path, text }: Source): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  return [...code.matchAll(specifiers)].map((match) => {
    const specifier = (match[1] ?? match[2] ?? match[3]) as string;
    if (specifier.startsWith("#")) return { from: path, to: specifier.slice(1), inside: true };
    if (specifier.startsWith("."))
      return { from: path, to: normalize(join(dirname(path), specifier)), inside: true };
    const parts = specifier.split("/");
    const name = specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] as string);
    return { from: path, to: specifier.startsWith("node:") ? specifier : name, inside: false };
  });
}
