import { isOpen } from "#lib/domain/outreach/outreach.ts";
import { localDay } from "#lib/domain/time/time.ts";
import { purposes } from "#lib/domain/words.ts";
import { type Faults, knownAfterMs } from "./allowance.ts";
import type { ClaimSeen, Evidence } from "./evidence.ts";
import type { Mirror } from "./mirror.ts";
import { isAside, isMetered, policyOf } from "./of-policies.ts";

const dayMs = 86_400_000;
const keepsPlaces: readonly string[] = ["care", "operations"];

/** Messages of a higher class that wait for their hour on this day, as everybody could know for a while. */
export function waitingAhead(mirror: Mirror, { outreach, patient, atMs }: Omit<ClaimSeen, "ahead">): number {
  const { purpose } = outreach.data;
  const zone = patient.data.timeZone;
  const today = localDay(new Date(atMs).toISOString(), zone);
  const rank = purposes.indexOf(purpose);
  return mirror.all("outreach").filter(({ id, data }) => {
    const dueMs = Date.parse(data.dueAt);
    return (
      data.patientId === patient.id &&
      isOpen(data) &&
      // One that goes on by its next channel has its slot.
      data.attempts.length === 0 &&
      keepsPlaces.includes(data.purpose) &&
      purposes.indexOf(data.purpose) < rank &&
      !data.inReplyTo &&
      mirror.changedMs("outreach", id) < atMs - knownAfterMs &&
      dueMs - mirror.changedMs("outreach", id) > knownAfterMs &&
      atMs - dueMs < dayMs &&
      dueMs > atMs &&
      localDay(data.dueAt, zone) === today
    );
  }).length;
}

/** Beside 3: what a message of a higher class waits for is taken by none below it. */
export function keepsItsPlace({ left, policies, aside }: Evidence): Faults {
  const used = new Map<string, Set<string>>();
  return left.flatMap((one) => {
    const { claim, envelope } = one;
    if (!claim || !isMetered(one)) return [];
    const day = `${claim.patient.id} ${localDay(new Date(claim.atMs).toISOString(), claim.patient.data.timeZone)}`;
    const known = used.get(day) ?? new Set<string>();
    const before = known.size;
    used.set(day, known.add(envelope.outreachId));
    if (claim.ahead === 0 || isAside(aside, claim, "displaced") || known.size === before) return [];
    const most = Math.max(...policyOf(policies, claim).map(({ budget }) => budget.perDay));
    return before + claim.ahead >= most ? [`${envelope.outreachId} took what one of care waits for`] : [];
  });
}
