import { hour } from "../events.ts";
import { agreed, alsoHas, channelsWork, messages, turnedOn } from "./channels.ts";
import { type Concern, someTime } from "./concern.ts";

const texts = ["hello there", "STOP", "STOP", "START", "HELP", "1", "ALTO", "my son has soccer then"];

/** WhatsApp on the number that gets the texts, or on one of Mexico's: begun with what Meta approved, freely only within a day. */
export const whatsapp: Concern = {
  share: 14,

  happenings(all, context) {
    const { random } = context;
    return [
      turnedOn(["whatsapp"], random.chance(0.7)),
      ...all.flatMap((person, i) => {
        const { reference, input } = person;
        const own = input.contactPoints?.find((c) => c.channel === "sms")?.address;
        const address = random.chance(0.7) && own ? own : `+5255123456${10 + i}`;
        const templates = [
          "all-ways",
          "free-word",
          "free-word",
          "clinic-offers",
          "clinic-offers",
          "clinic-offers",
        ];
        return [
          alsoHas(person, context, { channel: "whatsapp", address }, 92),
          ...agreed(person, context, "whatsapp"),
          ...agreed(person, context, "whatsapp", "marketing"),
          ...messages(person, context, { templates, most: 5, name: "wa" }),
          ...Array.from({ length: 1 + random.below(4) }, () => ({
            ...{ do: "writes" as const, channel: "whatsapp" as const, person: reference },
            atMs: someTime(context, 2 * hour),
            text: random.pick(texts),
          })),
        ];
      }),
    ];
  },

  work: (event) => (event.do === "channels" ? channelsWork(event) : undefined),
};
