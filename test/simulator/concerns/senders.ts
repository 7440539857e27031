import { hour } from "../events.ts";
import { messages } from "./channels.ts";
import { type Concern, someTime } from "./concern.ts";

/** The account of a sender is blocked, and mended. */
export type SenderEvent = { do: "sender"; name: string; down: boolean };

/** Three senders of every channel that step in for each other, one or two of which are blocked for hours. */
export const senders: Concern = {
  share: 12,

  happenings(all, context) {
    const { random } = context;
    const blocked = Array.from({ length: 1 + random.below(4) }, () => {
      const name = `${random.pick(["sms", "sms", "email"])}-${1 + random.below(3)}`;
      const from = someTime(context, hour);
      return [
        { do: "sender" as const, name, down: true, atMs: from },
        { do: "sender" as const, name, down: false, atMs: from + random.below(40 * hour) },
      ];
    }).flat();
    const sent = all.flatMap((person) =>
      messages(person, context, { templates: ["check-up", "recall-alert"], most: 3, name: "by" }),
    );
    return [...blocked, ...sent];
  },

  work(event, { world: { outlets } }) {
    if (event.do !== "sender") return undefined;
    if (event.down) outlets.down.add(event.name);
    else outlets.down.delete(event.name);
    return undefined;
  },

  settles({ world: { outlets } }) {
    outlets.down.clear();
    return [];
  },
};
