import { type Concern, someTime } from "./concern.ts";

/** A machine speaks from a patient's phone, again and again and never the same, whatever is said to it. */
export const robots: Concern = {
  share: 12,
  happenings(all, context) {
    const { random } = context;
    const { reference } = random.pick(all);
    const from = someTime(context);
    const every = random.pick([20_000, 60_000, 240_000]);
    const text = random.pick(["gate code", "pickup at door", "order no", "hello"]);
    return Array.from({ length: 10 + random.below(16) }, (_, i) => ({
      ...{ do: "says" as const, person: reference, word: "gibberish" as const, times: 1 },
      text: `${text} ${i}`,
      atMs: from + i * every,
    }));
  },
};
