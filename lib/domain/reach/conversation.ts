import type { Instant } from "../words.ts";
import type { Reach, ReachAddress } from "./reach.ts";

/** Meta's customer service window: free text only within a day of what the customer wrote last. */
const windowMs = 86_400_000;

export const isInConversation = (address: ReachAddress | undefined, now: Instant): boolean =>
  address?.wroteAt !== undefined && Date.parse(now) - Date.parse(address.wroteAt) < windowMs;

/** Notes that the patient wrote from there. Answers the same reach where a later message is known. */
export function withConversation(reach: Reach, addressId: string, at: Instant): Reach {
  const known = reach.addresses.find((a) => a.id === addressId);
  if (!known || (known.wroteAt ?? "") >= at) return reach;
  const addresses = reach.addresses.map((a) => (a === known ? { ...a, wroteAt: at } : a));
  return { ...reach, addresses };
}
