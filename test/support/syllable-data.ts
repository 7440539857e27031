import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dictionary } from "cmu-pronouncing-dictionary";
import { syllable } from "syllable";

/**
 * Cuts lib/domain/content/reading/cmu-exceptions.json out of Carnegie Mellon's pronouncing dictionary (4.7 MB, 425 ms to
 * import): the words of which `syllable` says another count, by what is to be added to that. Of several
 * pronunciations the first counts. After raising either package: `node test/support/syllable-data.ts`.
 */
export function cutSyllableData(): { source: string; adds: Record<string, string> } {
  const adds: Record<string, string[]> = {};
  for (const [word, sounds] of Object.entries(dictionary)) {
    // Of those with an apostrophe the short forms; who owns something does not change its length.
    if (!/^[a-z]+('(d|ll|re|t|ve))?$/.test(word)) continue;
    // Each vowel is followed by its stress.
    const add = (sounds.match(/\d/g)?.length ?? 0) - syllable(word);
    if (add !== 0) adds[add] = [...(adds[add] ?? []), word];
  }
  return {
    source: "CMUdict, Copyright (C) 1993-2015 Carnegie Mellon University, BSD-2-Clause",
    adds: Object.fromEntries(Object.entries(adds).map(([add, words]) => [add, words.join(" ")])),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const target = new URL("../../lib/domain/content/reading/cmu-exceptions.json", import.meta.url);
  writeFileSync(target, `${JSON.stringify(cutSyllableData(), null, 2)}\n`);
}
