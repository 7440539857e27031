import type { Manner } from "../clinic/people.ts";
import type { Random } from "../clinic/random.ts";

/** What people really write back, by what they mean. */
const words = {
  en: {
    confirmed: ["1", "Yes", "yes I'll be there", "C", "ok", "Confirmed", "👍"],
    declined: ["2", "No", "can't make it", "no I can't come"],
    reschedule: ["3", "R", "can we reschedule?", "need another time"],
    unclear: ["who is this", "what do I bring?", "is there parking", "my son has soccer then"],
    stop: ["STOP", "stop texting me please", "unsubscribe"],
  },
  es: {
    confirmed: ["1", "Sí", "si ahí estaré", "confirmo", "claro que si"],
    declined: ["2", "no puedo ir", "No"],
    reschedule: ["3", "otra fecha por favor", "quiero cambiar la cita"],
    unclear: ["quién es?", "qué tengo que llevar", "hay estacionamiento?"],
    stop: ["ALTO", "STOP", "no me manden más mensajes"],
  },
} as const;

export type Reply = { afterMinutes: number; text: string; means: string };

/** How the patient takes one question: nothing, one reply, or a reply and a change of mind. */
export function repliesTo(manner: Manner, language: string, random: Random): Reply[] {
  const own = words[language === "es" ? "es" : "en"];
  const soon = 2 + random.below(240);
  const say = (means: keyof typeof own, afterMinutes = soon): Reply => ({
    afterMinutes,
    text: random.pick<string>(own[means]),
    means,
  });
  switch (manner) {
    case "silent":
      return [];
    case "confirms":
      return [say("confirmed")];
    case "declines":
      return [say("declined")];
    case "reschedules":
      return [say("reschedule")];
    case "unclear":
      return [say("unclear")];
    case "stops":
      return [say("stop")];
    case "late":
      return [say("confirmed", 26 * 60 + random.below(300))];
    case "second-thoughts":
      return [say("confirmed"), say("declined", soon + 120 + random.below(600))];
  }
}
