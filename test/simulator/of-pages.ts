import { mostGuesses } from "#lib/domain/pages/link.ts";
import type { Faults } from "./allowance.ts";
import type { Evidence } from "./evidence.ts";

/** 13. To open a page changes nothing but the session that is seen; a link lets nobody in who is not who they say. */
export function openingNeverActs({ opened, strangers, mirror }: Evidence): Faults {
  const acts = opened.flatMap(({ url, wrote }) => {
    const kinds = wrote.filter((kind) => kind !== "session");
    return kinds.length > 0 ? [`opening ${url.slice(0, 6)} wrote ${kinds.join()}`] : [];
  });
  const guessed = mirror.all("link").filter(({ data }) => data.failed > mostGuesses);
  return [
    ...acts,
    ...strangers.map((link) => `a link (${link}) took a wrong birth date`),
    ...guessed.map(({ id }) => `${id} took more than ${mostGuesses} guesses`),
  ].slice(0, 5);
}
