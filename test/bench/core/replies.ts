import { emergencyHint, understand } from "#lib/domain/reply/understand.ts";
import { randomFrom } from "../../../bin/local/clinic/random.ts";
import { repliesTo } from "../../../bin/local/demo/replies.ts";
import type { Case } from "../measure.ts";

const asked = ["confirmed", "declined", "reschedule"];
const manners = ["confirms", "declines", "reschedules", "unclear", "stops"] as const;

/** What the sample clinic's patients write, English and Spanish, in the clinic's own mix. */
function texts(count: number): string[] {
  const random = randomFrom(7);
  return Array.from({ length: count }, (_, i) => {
    const language = i % 3 === 0 ? "es" : "en";
    return repliesTo(manners[i % manners.length] as "confirms", language, random)[0]?.text ?? "ok";
  });
}

export function replyCases(count: number): Case[] {
  const said = texts(count);
  const one = (i: number): string => said[i % said.length] as string;
  return [
    { name: "reply: understood", run: (i) => understand(one(i), { asked }) },
    { name: "reply: looked through for danger", run: (i) => emergencyHint(one(i)) },
  ];
}
