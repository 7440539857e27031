import { day, type Happening, hour } from "../events.ts";
import { type Concern, someTime, toldAnew } from "./concern.ts";

/** Records under 42 CFR Part 2 go only where a consent of that kind is in force: it is given, runs out, is revoked. */
export const part2: Concern = {
  share: 12,
  happenings(all, context) {
    const { random, startMs } = context;
    const person = random.pick(all);
    const { reference, input } = person;
    const portal = { channel: "portal" as const, address: `portal-${reference}` };
    const told = (atMs: number, i: number): Happening => ({
      do: "consent",
      atMs,
      person: reference,
      input: {
        reference: `part2-${i}`,
        state: random.chance(0.7) ? "granted" : "revoked",
        at: new Date(startMs + atMs - random.below(hour)).toISOString(),
        written: true,
        part2: true,
        ...(random.chance(0.5) && { until: new Date(startMs + atMs + random.below(2 * day)).toISOString() }),
      },
    });
    return [
      { do: "policy", atMs: 60_000, change: { channels: ["sms", "email", "push", "portal"] } },
      toldAnew(person, context, 2 * hour, { contactPoints: [...(input.contactPoints ?? []), portal] }),
      ...Array.from({ length: 1 + random.below(3) }, (_, i) => told(someTime(context), i)),
      ...Array.from({ length: 2 + random.below(4) }, (_, i) => ({
        do: "send" as const,
        atMs: someTime(context),
        person: reference,
        template: "treatment-plan",
        reference: `plan-${i}`,
        dueInMs: random.pick([0, 3 * hour, 30 * hour]),
        twice: false,
      })),
    ];
  },
};

/** A mother has a phone that is in another patient's record too; what goes there was granted to her. */
export const proxies: Concern = {
  share: 14,
  happenings(all, context) {
    const { random, startMs } = context;
    const person = random.pick(all);
    const own = random.chance(0.5) ? (person.input.contactPoints ?? []) : [];
    const others = random.pick(all).input.contactPoints?.find((c) => c.channel === "sms")?.address;
    const shared = own.some((c) => c.address === others) ? undefined : others;
    const hers = { channel: "sms" as const, address: shared ?? "+13125550109", relation: "mother" };
    const relations = [
      { reference: "mother", role: "proxy" as const, name: "Willibrord Iolaidhue", birthDate: "1951-03-04" },
    ];
    const granted = (atMs: number, i: number): Happening => ({
      do: "consent",
      atMs,
      person: person.reference,
      input: {
        reference: `hers-${i}`,
        state: random.chance(0.65) ? "granted" : "revoked",
        at: new Date(startMs + atMs - random.below(hour)).toISOString(),
        relation: "mother",
      },
    });
    return [
      toldAnew(person, context, 90 * 60_000, { contactPoints: [...own, hers], relations }),
      ...Array.from({ length: 1 + random.below(3) }, (_, i) => granted(someTime(context, 2 * hour), i)),
    ];
  },
};
