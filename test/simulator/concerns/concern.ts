import { fraction } from "#lib/domain/ids.ts";
import type { Kind, Stored } from "#lib/domain/kinds.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Envelope } from "#lib/ports.ts";
import { type Random, randomFrom } from "../../../bin/local/clinic/random.ts";
import type { Context, Happening, StoryEvent } from "../events.ts";
import type { Person } from "../people.ts";
import type { Core, World } from "../world.ts";

/** What a caller asks of the system: asked again after a death or an outage. */
export type Work = (core: Core) => Promise<unknown>;

/** What whoever calls from outside has at hand. */
export type Hands = {
  world: World;
  patientId: (reference: string) => string;
  /** One of those there are now; the same lot picks another where there are others. */
  pick: <K extends Kind>(kind: K, lot: number, fits: (record: Stored<K>) => boolean) => Stored<K> | undefined;
  /** Asks until it is told that it is done, or refused. */
  ask: (work: Work) => Promise<void>;
};

/** One thing that a story may be about. Its lots are its own, so that a further concern changes no other story. */
export type Concern = {
  /** Of a hundred stories, in how many it is. */
  share: number;
  happenings(all: Person[], context: Context): Happening[];
  /** How its own events are asked for. */
  work?(event: StoryEvent, hands: Hands): Work | undefined;
  /** What a patient does with a message that reached them, beside answering it. */
  left?(envelope: Envelope, hands: Hands): void;
  /** What somebody would do in the end, so that all can come to rest. */
  settles?(hands: Hands): Work[];
};

export const staff: { actor: Actor } = { actor: { type: "staff", id: "sim" } };

/** Some time after the first hours, in which everybody was told of. */
export const someTime = ({ random, lengthMs }: Context, fromMs = 3 * 3_600_000): number =>
  fromMs + random.below(lengthMs - fromMs);

/** Lots that are drawn from what they are about, so that one fault more changes none of them. */
export const lotsOf = (world: World, ...of: [string, ...(string | number)[]]): Random =>
  randomFrom(Math.floor(fraction(...of) * 2 ** 31) + world.witness.evidence.story.seed);

/** The source tells of a person anew, with this changed. */
export const toldAnew = (
  { input }: Person,
  { startMs }: Context,
  atMs: number,
  change: Partial<Person["input"]>,
): Happening => ({
  do: "patient",
  atMs,
  input: { ...input, ...change, sourceUpdatedAt: new Date(startMs + atMs).toISOString() },
});
