import { hasAnyGrant } from "../reach/consents.ts";
import type { Reach, ReachAddress } from "../reach/reach.ts";
import type { Channel } from "../words.ts";

/**
 * The address a channel would use: the one the patient wrote from where it is an answer, else the first healthy one,
 * else the first, so that the reason can be told. A relation's comes after the patient's own, and only what was
 * granted to it; where the patient asked for confidential addresses, there are no others (45 CFR 164.522(b)).
 */
export function addressFor(reach: Reach, channel: Channel, answered?: string): ReachAddress | undefined {
  const usable = addressesOn(reach, channel).filter((a) => isUsable(reach, a));
  const written = answered && usable.find((a) => a.id === answered);
  if (written) return written;
  const all = usable.some((a) => a.relation) ? ownFirst(reach, usable) : usable;
  return all.find((a) => a.health === "ok" && !a.stopped) ?? all.find((a) => a.health === "ok") ?? all[0];
}

/** Whom a person may call: any number there is, a landline among them, those for calls first. */
const called: readonly Channel[] = ["staff-call", "voice", "sms", "whatsapp"];

function addressesOn({ addresses }: Reach, channel: Channel): ReachAddress[] {
  if (channel !== "staff-call") return addresses.filter((a) => a.channel === channel);
  return called
    .flatMap((rung) => addresses.filter((a) => a.channel === rung))
    .map((a) => (a.health === "landline" ? { ...a, health: "ok" } : a));
}

const isUsable = ({ confidential }: Reach, { id }: ReachAddress): boolean =>
  !confidential || confidential.includes(id);

/** Whether the channel has addresses, but none of those that alone may be used. */
export const isConfidentialElsewhere = (reach: Reach, channel: Channel): boolean =>
  reach.confidential !== undefined &&
  addressesOn(reach, channel).length > 0 &&
  !addressesOn(reach, channel).some((a) => isUsable(reach, a));

/** One that nothing was granted to stands last: it is there only to tell the reason. */
function ownFirst(reach: Reach, usable: ReachAddress[]): ReachAddress[] {
  const own = usable.filter((a) => !a.relation);
  const others = usable.filter((a) => a.relation !== undefined && hasAnyGrant(reach, a.relation));
  return own.length + others.length > 0 ? [...own, ...others] : usable;
}
