import { type ContactPoint, type Health, healths } from "./patient.ts";
import { type Numbered, withRinging } from "./ringing.ts";

const refusals: Readonly<Record<string, Health>> = { address_invalid: "invalid", landline: "landline" };

/** What a provider's refusal says of the address, by its cause; nothing where the fault is the message's or ours. */
export const healthAfterRefusal = (cause: string | undefined): Health | undefined =>
  cause === undefined ? undefined : refusals[cause];

/** An address is as bad as its worst receipt says, in whatever order they come. `healths` goes from good to bad. */
export const worseHealth = (a: Health, b: Health): Health =>
  healths.indexOf(a) >= healths.indexOf(b) ? a : b;

/** What is now known of one address: with it, its number may be a voice address too. */
export type Known = { addressId: string; health: Health };

/** A patient's contact points, or the reach item's addresses, with what is now known of one of them. */
export const withKnown = <P extends Numbered>(
  points: readonly P[],
  patientId: string,
  { addressId, health }: Known,
): P[] =>
  withRinging(
    points.map((point) => (point.id === addressId ? { ...point, health } : point)),
    patientId,
  );

/** A patient's contact points with what somebody found out, which a source that repeats the address does not heal. */
export const withLearned = (
  points: readonly ContactPoint[],
  patientId: string,
  known: Known,
): ContactPoint[] =>
  withKnown(points, patientId, known).map((point) =>
    point.id === known.addressId && known.health === "invalid" ? { ...point, learned: true } : point,
  );

/** Whether it tells something of an address of theirs that is worse than what was known. */
export const isWorse = (points: readonly Numbered[], { addressId, health }: Known): boolean =>
  points.some((point) => point.id === addressId && worseHealth(point.health, health) !== point.health);
