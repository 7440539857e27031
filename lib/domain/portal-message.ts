import * as z from "zod";
import { type Channel, Instant, Language } from "./words.ts";

/** What a patient finds in the portal. PHI: the body is in no list, the subject is written for one (lint). */
export const PortalMessage = z.object({
  id: z.string(),
  patientId: z.string(),
  outreachId: z.string(),
  attempt: z.int().min(1),
  /** Whose inbox of the portal: the patient's, or that of a relation who may see it. */
  account: z.string(),
  subject: z.string().optional(),
  body: z.string(),
  language: Language,
  at: Instant,
  readAt: Instant.optional(),
});
export type PortalMessage = z.infer<typeof PortalMessage>;

/**
 * From where an answer to it comes: the account it lies in; where the patient has that no more, those they have now, and
 * the old name too. Who they are the portal has shown, so their STOP must not go to an address that nothing is sent to.
 */
export function accountsOf(
  { account }: Pick<PortalMessage, "account">,
  addresses: readonly { channel: Channel; address: string }[],
): { from: string; alsoFrom?: string[] } {
  const now = addresses.flatMap(({ channel, address }) => (channel === "portal" ? [address] : []));
  const [first, ...others] = now;
  if (!first || now.includes(account)) return { from: account };
  return { from: first, alsoFrom: [...others, account] };
}
