import type { ChangeEvent } from "#lib/domain/event.ts";
import type { Change } from "#lib/domain/kinds.ts";
import { type Profile, profileShape } from "#lib/domain/segment/profile.ts";
import type { Membership, Segment } from "#lib/domain/segment/segment.ts";
import { turned } from "#lib/domain/segment/standing.ts";
import type { Ports } from "#lib/ports.ts";
import { retried } from "../retry.ts";
import { buildProfile } from "./build-profile.ts";

type Needs = Pick<Ports, "records" | "clock">;

/** What the profile is to become of the one there is; `rebuild` where only the records can tell. */
export type Next = (profile: Profile) => Profile | "rebuild";

/**
 * Brings one patient's profile up to date and asks every segment of it. What was entered or left is written with the
 * profile in one transaction: a crash in between leaves neither. Writes nothing where nothing changed.
 */
export function askPatient(
  ports: Needs,
  patientId: string,
  { next, segments, cause }: { next: Next; segments: readonly Segment[]; cause: string },
): Promise<Membership[]> {
  return retried(async () => {
    const stored = await ports.records.get("profile", patientId, { consistent: true });
    const known = stored?.data.shape === profileShape ? next(stored.data) : "rebuild";
    const profile = known === "rebuild" ? await buildProfile(ports, patientId, stored?.data) : known;
    if (!profile) return [];
    const now = ports.clock.now();
    const { profile: asked, changes } = turned(profile, segments, now);
    if (stored && changes.length === 0 && isSame(asked, stored.data)) return [];
    const event: ChangeEvent = {
      type: "profile.updated",
      at: now,
      actor: { type: "system", id: "segments" },
      cause,
    };
    await ports.records.save([
      { kind: "profile", id: patientId, expect: stored?.version ?? 0, data: asked, event },
      ...(await membershipChanges(ports, changes, event)),
    ]);
    return changes;
  });
}

const isSame = (a: Profile, b: Profile): boolean => JSON.stringify(a) === JSON.stringify(b);

function membershipChanges({ records }: Needs, changes: Membership[], event: ChangeEvent): Promise<Change[]> {
  return Promise.all(
    changes.map(async (data): Promise<Change> => {
      const there = await records.get("membership", data.id, { consistent: true });
      const type = data.state === "in" ? "segment.entered" : "segment.left";
      return {
        kind: "membership",
        id: data.id,
        expect: there?.version ?? 0,
        data,
        event: { ...event, type, reason: data.segment },
      };
    }),
  );
}
