/**
 * What a library brings and no function of ours can reach, though esbuild cannot know it: one of its files, and what is
 * left of that. A cut throws where it finds nothing: the library has changed then, and what is argued next to the cut
 * with it.
 */
export type Cut = { of: RegExp; cut: (source: string, path: string) => string };

type By = string | ((whole: string, ...groups: string[]) => string);

/** `source` with every match replaced, of which there is at least one. */
export function replaced(source: string, what: RegExp, by: By): string {
  const result = typeof by === "string" ? source.replace(what, () => by) : source.replace(what, by);
  if (result === source) throw new Error(`nothing to leave out at ${what}`);
  return result;
}

/** A module that nothing here gets to; whoever does is told. */
export const leftOut = (what: string): string =>
  `throw new Error(${JSON.stringify(`${what}: left out of the bundle`)});`;
