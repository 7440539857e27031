import { careGapRules } from "../care-gap/uspstf.ts";
import { ownedId } from "../ids.ts";
import type { Instant } from "../words.ts";
import { matcher } from "./condition.ts";
import type { Profile } from "./profile.ts";
import type { Membership, Segment } from "./segment.ts";

export type Turned = { profile: Profile; changes: Membership[] };

/**
 * Asks every segment of one patient, and says which were entered or left. A definition older than the one the patient
 * was asked last, from a reader that lags behind, changes nothing; a segment that is not active any more is left.
 */
export function turned(profile: Profile, segments: readonly Segment[], now: Instant): Turned {
  const changes: Membership[] = [];
  const standings = { ...profile.segments };
  const change = (segment: string, state: "in" | "out") =>
    changes.push({
      id: ownedId("membership", profile.patientId, segment),
      patientId: profile.patientId,
      segment,
      state,
      since: now,
    });
  for (const { id, n, status, condition } of segments) {
    const known = standings[id];
    if (known && known.n > n) continue;
    const is = status === "active" && matcher(condition, careGapRules)(profile, now);
    const was = known?.since !== undefined;
    if (is !== was) change(id, is ? "in" : "out");
    if (is) standings[id] = { n, since: known?.since ?? now };
    else if (known) standings[id] = { n };
  }
  return { profile: { ...profile, segments: standings }, changes };
}
