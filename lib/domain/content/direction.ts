import { dirOf } from "../patient/languages.ts";
import { mediumOf } from "./liquid.ts";
import type { Variant } from "./template.ts";

/** Marks and what browsers show as it stands, then values. */
const marksAndValues = /<(title|style|textarea)\b[^>]*>.*?<\/\1>|<[^<>]*>|\{\{.*?\}\}/gis;
const firstLetter = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Thaana}|\p{Script=Syriac}|\p{L}|\{\{/u;
const ownDirection = /<(?:html|body|div)\b[^>]*\bdir\s*=/i;
const rightToLeftMark = "\u200f";

/**
 * A variant's body with what its reading direction needs. In an email of HTML every value stands apart (`<bdi>`, Unicode's
 * UAX 9 section 2.7), so that a name in another script moves nothing around it, and a text from right to left says so;
 * one without marks that begins with a value or a Latin word gets a mark, for mailboxes and phones go by the first letter.
 */
export function directed({ channel, language, body }: Variant): string {
  const isRightToLeft = dirOf(language) === "rtl";
  if (channel === "email" && mediumOf(channel, body) === "html") {
    const apart = body.replace(marksAndValues, (found) =>
      found.startsWith("{{") ? `<bdi>${found}</bdi>` : found,
    );
    return isRightToLeft && !ownDirection.test(body) ? turned(apart, language) : apart;
  }
  if (!isRightToLeft || channel === "voice") return body;
  const first = firstLetter.exec(body)?.[0] ?? "";
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thaana}\p{Script=Syriac}]/u.test(first)
    ? body
    : `${rightToLeftMark}${body}`;
}

const turned = (html: string, language: string): string =>
  /<html\b/i.test(html)
    ? html.replace(/<html\b/i, `$& dir="rtl" lang="${language}"`)
    : `<div dir="rtl" lang="${language}">${html}</div>`;
