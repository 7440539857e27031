import { day, type Happening, hour } from "../events.ts";
import { agreed, alsoHas, channelsWork, turnedOn } from "./channels.ts";
import { type Concern, someTime } from "./concern.ts";

/** Queues by the words of a message: they stay as they are for the whole story. */
export const queues = { danger: "crisis-line", bill: "billing" } as const;

const office = { from: "09:00", to: "17:00" };
const away = { from: "12:00", to: "12:00" };
const careHours = {
  ...{ weekday: office, saturday: away, sunday: away },
  federalHolidays: "closed" as const,
};

const dangers = [
  "I want to kill myself",
  "quiero morir",
  "STOP. I want to kill myself",
  "chest pain, what now",
  "my son took too many pills",
];
const others = ["a question about my bill please", "who is this please tell", "my son has soccer then"];
const note = "I am out of the office until Monday. In an emergency call 911.";

/** Words of danger and of other things, at any hour: from patients and strangers, by text and WhatsApp, from machines too. */
export const danger: Concern = {
  share: 14,

  happenings(all, context) {
    const { random } = context;
    const replies = {
      careHours,
      replyTopics: { billing: ["bill"] },
      replyRouting: [
        { queue: queues.danger, urgent: true },
        { queue: queues.bill, topic: "billing" },
      ],
    };
    return [
      turnedOn(["whatsapp"], false, replies),
      ...all.flatMap((person) => {
        const address = person.input.contactPoints?.find((c) => c.channel === "sms")?.address;
        const says = (text: string, atMs: number): Happening => ({
          ...{ do: "writes", person: person.reference, text, atMs },
          channel: random.pick(["sms", "sms", "whatsapp"]),
          ...(random.chance(0.1) && { from: "+13125550177" }),
        });
        return [
          ...(address ? [alsoHas(person, context, { channel: "whatsapp", address }, 93)] : []),
          ...agreed(person, context, "whatsapp"),
          ...Array.from({ length: 2 + random.below(4) }, () =>
            says(random.pick(random.chance(0.4) ? dangers : others), someTime(context)),
          ),
          ...(random.chance(0.4) ? machine(says, someTime(context, day), random.pick(dangers)) : []),
        ];
      }),
    ];
  },

  work: (event) => (event.do === "channels" ? channelsWork(event) : undefined),
};

/** A phone that answers by itself; its owner is in danger all the same. */
function machine(says: (text: string, atMs: number) => Happening, fromMs: number, word: string): Happening[] {
  const noise = Array.from({ length: 11 }, (_, i) =>
    says(i < 3 ? note : `gate code ${i}`, fromMs + i * 20_000),
  );
  return [...noise, says(word, fromMs + 10 * 60_000), says(word, fromMs + 3 * hour)];
}
