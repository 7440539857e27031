import { pressing } from "../call-line.ts";
import { hour } from "../events.ts";
import { agreed, alsoHas, channelsWork, messages, numberOf, turnedOn } from "./channels.ts";
import { type Concern, lotsOf, someTime } from "./concern.ts";

/** Somebody calls the line and presses a key. */
export type KeyEvent = { do: "presses"; person: string; key: string };

const minute = 60_000;
const line = { stopLine: "312-555-0188" };

/** Calls that a machine makes, to the phone that gets the texts or to one of its own; whoever hears one may press a key. */
export const voice: Concern = {
  share: 14,

  happenings(all, context) {
    const { random } = context;
    const clocks = { fallbackAfter: { voice: "PT3H", sms: "PT4H" } };
    const change = { ...(random.chance(0.7) && line), ...(random.chance(0.4) && clocks) };
    return [
      turnedOn(["voice"], random.chance(0.85), change),
      ...all.flatMap((person, i) => {
        const own = person.input.contactPoints?.find((c) => c.channel === "sms")?.address;
        const address = random.chance(0.6) && own ? own : `+1312555012${i}`;
        return [
          alsoHas(person, context, { channel: "voice", address }, 91),
          ...agreed(person, context, "voice"),
          ...messages(person, context, { templates: ["all-ways"], most: 4, name: "call" }),
          ...Array.from({ length: random.below(3) }, () => ({
            ...{ do: "presses" as const, person: person.reference },
            atMs: someTime(context, 4 * hour),
            key: random.pick(["9", "9", "1", "2", "5", "#"]),
          })),
        ];
      }),
    ];
  },

  work(event, hands) {
    if (event.do === "channels") return channelsWork(event);
    if (event.do !== "presses") return undefined;
    const number = numberOf(hands, event.person, "voice");
    return number ? pressing(hands.world, number, { key: event.key, call: `line-${event.n}` }) : undefined;
  },

  left({ channel, address, outreachId }, { world, ask }) {
    if (channel !== "voice") return;
    const random = lotsOf(world, "keys", outreachId);
    if (!random.chance(0.4)) return;
    const key = random.pick(["9", "9", "1", "1", "2", "7"]);
    const call = `back-${outreachId}`;
    world.clock.in(minute + random.below(90 * minute), () => ask(pressing(world, address, { key, call })));
  },
};
