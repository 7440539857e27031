import type { Reach, ReachAddress } from "../reach/reach.ts";
import type { Channel } from "../words.ts";

/**
 * The address a channel would use: the one the patient wrote from where it is an answer, else the first healthy one,
 * else the first, so that the reason can be told. A relation's comes after the patient's own, and only what was
 * granted to it; where the patient asked for confidential addresses, there are no others (45 CFR 164.522(b)).
 */
export function addressFor(reach: Reach, channel: Channel, answered?: string): ReachAddress | undefined {
  const usable = reach.addresses.filter((a) => a.channel === channel && isUsable(reach, a));
  const written = answered && usable.find((a) => a.id === answered);
  if (written) return written;
  const all = usable.some((a) => a.relation) ? ownFirst(reach, usable) : usable;
  return all.find((a) => a.health === "ok" && !a.stopped) ?? all.find((a) => a.health === "ok") ?? all[0];
}

const isUsable = ({ confidential }: Reach, { id }: ReachAddress): boolean =>
  !confidential || confidential.includes(id);

/** Whether the channel has addresses, but none of those that alone may be used. */
export const isConfidentialElsewhere = (reach: Reach, channel: Channel): boolean =>
  reach.confidential !== undefined &&
  reach.addresses.some((a) => a.channel === channel) &&
  !reach.addresses.some((a) => a.channel === channel && isUsable(reach, a));

/** One that nothing was granted to stands last: it is there only to tell the reason. */
function ownFirst(reach: Reach, usable: ReachAddress[]): ReachAddress[] {
  const granted = Object.entries(reach.consents).flatMap(([key, { granted }]) => (granted ? [key] : []));
  const own = usable.filter((a) => !a.relation);
  const others = usable.filter((a) => granted.some((key) => key.endsWith(`@${a.relation}`)));
  return own.length + others.length > 0 ? [...own, ...others] : usable;
}
