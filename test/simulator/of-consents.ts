import type { Consent } from "#lib/domain/consent/consent.ts";
import type { Envelope } from "#lib/ports.ts";
import type { Faults } from "./allowance.ts";
import type { ClaimSeen, Evidence } from "./evidence.ts";

/** 2. What the patient told a provider or a colleague holds on its channel until they agree anew. */
export const declinedFaults = (
  { outreach, patient, consents }: ClaimSeen,
  { channel }: Envelope,
  declined: Evidence["declined"],
): Faults =>
  declined.some(
    (told) =>
      (told.of === "all" || told.of === outreach.data.purpose) &&
      told.patientId === patient.id &&
      told.channel === channel &&
      !consents.some(({ data }) => data.state === "granted" && Date.parse(data.at) > told.atMs),
  )
    ? [`${outreach.id} left by ${channel}, which the patient had declined`]
    : [];

const about = (said: string, of: string): boolean => said === "all" || said === "*" || said === of;

type Wanted = { channel: string; relation?: string | undefined; part2?: true };

/** The latest entry that is about this message and has not run out; a revocation wins a tie. */
export function consentAt(
  { outreach, consents, atMs }: Pick<ClaimSeen, "outreach" | "consents" | "atMs">,
  { channel, relation, part2 }: Wanted,
) {
  const { purpose, category } = outreach.data;
  const latest = new Map<string, Consent>();
  for (const { data } of consents) {
    if (data.relation !== relation || Boolean(data.part2) !== Boolean(part2)) continue;
    if (!about(data.channel, channel) || !about(data.category, category)) continue;
    if (!part2 && !about(data.purpose, purpose)) continue;
    // A later word on the very same thing takes the earlier one's place, even where it runs out first.
    const key = `${data.purpose} ${data.channel} ${data.category}`;
    const known = latest.get(key);
    if (!known || isLater(data, known)) latest.set(key, data);
  }
  const now = new Date(atMs - 2_000).toISOString();
  const standing = [...latest.values()].filter(
    ({ state, until }) => state === "revoked" || !until || until > now,
  );
  return standing.reduce<Consent | undefined>((a, b) => (a && !isLater(b, a) ? a : b), undefined);
}

const isLater = (a: Consent, b: Consent): boolean => (a.at === b.at ? a.state === "revoked" : a.at > b.at);

/** To machines that call, and to WhatsApp, a patient agrees first: the simulator's policies imply no consent to them. */
const needsGrant = ({ outreach }: ClaimSeen, channel: string): boolean =>
  outreach.data.purpose !== "safety" && (channel === "voice" || channel === "whatsapp");

/** 2. The consent that it needs is there: of a relation's own, in writing for marketing, and by 42 CFR 2.31. */
export function consentFaults(claim: ClaimSeen, { channel, address }: Envelope): Faults {
  const { outreach, patient, reach } = claim;
  if (outreach.data.confirmsStop) return [];
  const used = reach.data.claims[outreach.id]?.to;
  const point = patient.data.contactPoints.find((c) => c.id === used);
  const relation = point?.relation;
  const faults: Faults =
    point?.address === address ? [] : [`${outreach.id} left to an address that is not the patient's`];
  const consent = consentAt(claim, { channel, relation });
  if (consent?.state === "revoked")
    faults.push(`${outreach.id} left after consent ${consent.id} was revoked`);
  if (relation && !consent) faults.push(`${outreach.id} left to a relation that nothing was granted to`);
  if (!consent && needsGrant(claim, channel))
    faults.push(`${outreach.id} left by ${channel}, which nobody agreed to`);
  if (outreach.data.purpose === "marketing" && !(consent?.state === "granted" && consent.written))
    faults.push(`${outreach.id} is marketing without written consent`);
  if (
    outreach.data.privacy === "part2" &&
    consentAt(claim, { channel, relation, part2: true })?.state !== "granted"
  )
    faults.push(`${outreach.id} tells of treatment under 42 CFR Part 2 without a consent to it`);
  return faults;
}
