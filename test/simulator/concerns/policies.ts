import { hour } from "../events.ts";
import { type Concern, someTime } from "./concern.ts";

/** A channel that stays silent is followed by the next one of the plan. */
export const fallback: Concern = {
  share: 15,
  happenings: () => [
    { do: "policy", atMs: 60_000, change: { fallbackAfter: { sms: "PT4H", email: "PT6H", push: "PT1H" } } },
  ],
};

/** A STOP revokes the category of the message that it answers, and no other. */
export const categoryStops: Concern = {
  share: 12,
  happenings(all, context) {
    const { random } = context;
    const back = someTime(context);
    return [
      { do: "policy", atMs: 60_000, change: { stopScope: "category" } },
      ...(random.chance(0.3)
        ? [{ do: "policy" as const, atMs: back, change: { stopScope: "all" as const } }]
        : []),
      ...all.map(({ reference: person }) => ({
        do: "says" as const,
        atMs: someTime(context, 20 * hour),
        person,
        word: "stop" as const,
        text: "STOP",
        times: 1,
      })),
    ];
  },
};

/** Many messages of all classes for few slots: a lower one must not take what a higher one waits for. */
export const crowds: Concern = {
  share: 12,
  happenings(all, context) {
    const { random } = context;
    const { reference: person } = random.pick(all);
    return [
      { do: "policy", atMs: 60_000, change: { budget: { perDay: 2, perWeek: 4 } } },
      ...Array.from({ length: 4 + random.below(4) }, (_, i) => ({
        do: "send" as const,
        atMs: someTime(context),
        person,
        template: random.pick(["check-up", "check-up", "clinic-news", "newsletter"]),
        reference: `crowd-${i}`,
        dueInMs: random.pick([0, hour, 5 * hour, 20 * hour]),
        twice: false,
      })),
    ];
  },
};
