import { type Concern, someTime, toldAnew } from "./concern.ts";

const zones = ["Pacific/Auckland", "Pacific/Honolulu", "Asia/Kolkata", "America/St_Johns", "Europe/Berlin"];

/** A patient goes on a journey: their day begins earlier or later, or twice. */
export const travels: Concern = {
  share: 15,
  happenings(all, context) {
    const { random } = context;
    return Array.from({ length: 1 + random.below(3) }, () =>
      toldAnew(random.pick(all), context, someTime(context), { timeZone: random.pick(zones) }),
    );
  },
};
