import type { Fault } from "../errors.ts";
import { pagesOf } from "../letter/pages.ts";
import { mostPages } from "../letter/paper.ts";
import { isPrintable } from "../letter/printable.ts";
import type { Variant } from "./template.ts";

const markup = /<\/?[a-z][a-z0-9]*(\s[^<>]*)?>/i;

/** What a printer could not make of a text. `rendered` with a made-up patient, as long as real ones tend to be. */
export function letterFaults({ subject = "" }: Variant, rendered: string): Fault[] {
  const fault = (detail: string): Fault => ({ pointer: "/body", detail });
  const pages = pagesOf(subject, rendered, "standard");
  return [
    ...(markup.test(rendered)
      ? [
          fault(
            "A letter has no HTML: leave a line empty between paragraphs, write **bold**, - lists and [words](https://…).",
          ),
        ]
      : []),
    ...(isPrintable(subject + rendered)
      ? []
      : [
          fault(
            "Letters are printed in Latin, Greek and Cyrillic script: leave this language to the other channels.",
          ),
        ]),
    ...(pages > mostPages.standard
      ? [fault(`It takes about ${pages} pages: shorten it to ${mostPages.standard} at most.`)]
      : []),
  ];
}
