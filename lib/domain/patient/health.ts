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
export const withKnown = <P extends Numbered>(points: readonly P[], patientId: string, known: Known): P[] =>
  withRinging(
    changed(points, known, (point, health) => ({ ...point, health })),
    patientId,
  );

/** A patient's contact points with what somebody found out, which a source that repeats the address does not heal. */
export const withLearned = (
  points: readonly ContactPoint[],
  patientId: string,
  known: Known,
): ContactPoint[] => withRinging(changed(points, known, asFound), patientId);

/** With what was found out of it, and marked where its look alone could have said so. */
export const asFound = ({ learned: _, ...point }: ContactPoint, health: Health): ContactPoint => ({
  ...point,
  health,
  ...(health === "invalid" && { learned: true }),
});

const changed = <P extends Numbered>(
  points: readonly P[],
  { addressId, health }: Known,
  change: (point: P, health: Health) => P,
): P[] =>
  points.map((point) => (point.id === addressId ? change(point, worseHealth(point.health, health)) : point));

/** Whether it tells something of an address of theirs that is worse than what was known. */
export const isWorse = (points: readonly Numbered[], { addressId, health }: Known): boolean =>
  points.some((point) => point.id === addressId && worseHealth(point.health, health) !== point.health);
