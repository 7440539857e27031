import type { Policy } from "#lib/domain/policy/policy.ts";
import type { Channel } from "#lib/domain/words.ts";
import { setPolicy } from "#lib/usecases/authoring/set-policy.ts";
import { type Context, day, type Happening, hour } from "../events.ts";
import type { Person } from "../people.ts";
import { type Hands, someTime, staff, toldAnew, type Work } from "./concern.ts";

/** The customer turns channels on, beside those there are; `first`: they are tried before the others. */
export type ChannelsEvent = { do: "channels"; add: Channel[]; first: boolean; change: Partial<Policy> };

/** A person says something on a channel of theirs, or somebody whom nobody knows does (`from`). */
export type WritesEvent = { do: "writes"; channel: Channel; person: string; from?: string; text: string };

/** With room for what is sent by them. */
export const turnedOn = (add: Channel[], first: boolean, change?: Partial<Policy>): Happening => ({
  ...{ do: "channels", atMs: 60_000, add, first },
  change: { budget: { perDay: 3, perWeek: 9 }, ...change },
});

export const channelsWork =
  ({ add, first, change }: ChannelsEvent): Work =>
  async (core) => {
    const stored = await core.records.get("policy", "policy", { consistent: true });
    if (!stored) return;
    const { channels, channelOrder } = stored.data;
    const others = channelOrder.filter((channel) => !add.includes(channel));
    const next = {
      channels: [...new Set([...channels, ...add])],
      channelOrder: first ? [...add, ...others] : [...others, ...add],
    };
    await setPolicy(core, { ...stored.data, ...next, ...change }, stored.version, staff);
  };

type Point = NonNullable<Person["input"]["contactPoints"]>[number];

/** The source tells of a further address of theirs, each concern's at another minute: of two of one time none is later. */
export function alsoHas(person: Person, context: Context, also: Point, minute: number): Happening {
  const contactPoints = [...(person.input.contactPoints ?? []), also];
  return { ...toldAnew(person, context, minute * 60_000, { contactPoints }), also } as Happening;
}

/** What the source once told of in addition it goes on telling, unless it tells that the number for texts is another or gone. */
export function keptPoints(all: Happening[]): Happening[] {
  const told = all.flatMap((e) => (e.do === "patient" && e.also ? [{ ...e.input, also: e.also }] : []));
  return all.map((event) => {
    if (event.do !== "patient" || told.length === 0) return event;
    const { reference, sourceUpdatedAt, contactPoints = [] } = event.input;
    const channels = new Set(contactPoints.map(({ channel }) => channel));
    const before = told.filter(
      (one) =>
        one.reference === reference &&
        one.sourceUpdatedAt < sourceUpdatedAt &&
        !channels.has(one.also.channel) &&
        numberIn(one.contactPoints) === numberIn(contactPoints),
    );
    const further = new Map(before.map(({ also }) => [also.channel, also]));
    return { ...event, input: { ...event.input, contactPoints: [...contactPoints, ...further.values()] } };
  });
}

const numberIn = (points: Point[] = []): string | undefined =>
  points.find(({ channel }) => channel === "sms")?.address;

/** Agreed to a channel, and perhaps taken back or agreed to again. */
export function agreed(
  { reference: person }: Person,
  context: Context,
  channel: Channel,
  purpose: "all" | "marketing" = "all",
): Happening[] {
  const { random, startMs } = context;
  const say = (state: "granted" | "revoked", atMs: number): Happening => ({
    ...{ do: "consent", person, atMs },
    input: {
      ...{ reference: `${channel}-${purpose}-${atMs}`, purpose, channel, state, written: true },
      at: new Date(startMs + atMs - random.below(hour)).toISOString(),
    },
  });
  return [
    ...(random.chance(0.8) ? [say("granted", 2 * hour)] : []),
    ...(random.chance(0.25) ? [say("revoked", someTime(context))] : []),
    ...(random.chance(0.15) ? [say("granted", someTime(context, day))] : []),
  ];
}

export const messages = (
  { reference: person }: Person,
  context: Context,
  { templates, most, name }: { templates: string[]; most: number; name: string },
): Happening[] =>
  Array.from({ length: 1 + context.random.below(most) }, (_, i) => ({
    ...{ do: "send" as const, person, twice: context.random.chance(0.1) },
    atMs: someTime(context),
    template: context.random.pick(templates),
    reference: `${name}-${i}`,
    dueInMs: context.random.pick([0, 0, 20 * 60_000, 5 * hour]),
  }));

/** The number of theirs that a channel rings, else the one for texts. */
export function numberOf(hands: Hands, person: string, channel: Channel): string | undefined {
  const points = hands.world.mirror.get("patient", hands.patientId(person))?.data.contactPoints ?? [];
  return (points.find((c) => c.channel === channel) ?? points.find((c) => c.channel === "sms"))?.address;
}
