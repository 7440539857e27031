import { heard, plain } from "../reply/heard.ts";
import { optOutKeywords } from "../reply/opt-out-words.ts";

const verbs = new Set(
  [
    "reply replies text send answer respond type write",
    "responda responde responder conteste contesta envie envia mande manda escriba escribe texto",
  ]
    .join(" ")
    .split(" "),
);
const single = new Set(Object.values(optOutKeywords).flat().map(plain));
/** What may stand between "reply" and the word to reply with. */
const between = new Set(
  "with the word back by us to con la palabra un o or and y 1 2 3 c r yes no si".split(" "),
);
/** After these a sentence says how to opt out, which it may. */
const toOptOut =
  /\b(?:stop|alto|parar|baja)\b.*\b(?:opt out|opt-out|stop|end|unsubscribe|cancel|no more|no recibir|no mas|dejar|salir|cancelar|parar|terminar)\b/;

/**
 * The opt-out word that a text asks patients to answer with (47 CFR 64.1200(a)(10) makes it one), or undefined.
 * "Reply STOP to opt out" is not meant: that is the way out.
 */
export function optOutRequest(body: string): string | undefined {
  for (const sentence of body.split(/[.!?\n]/)) {
    const { clauses, text } = heard(sentence);
    if (toOptOut.test(text)) continue;
    const words = clauses.flat();
    const verb = words.findIndex((word) => verbs.has(word));
    if (verb < 0) continue;
    const after = words.slice(verb + 1);
    const shouted = after.find((word) => single.has(word) && sentence.includes(word.toUpperCase()));
    const asked = shouted ?? after.find((word) => !between.has(word));
    if (asked && single.has(asked)) return asked.toUpperCase();
  }
  return undefined;
}
