import { Refusal } from "#lib/domain/errors.ts";
import type { ChangeEvent } from "#lib/domain/event.ts";
import type { overridable } from "#lib/domain/gate/gate.ts";
import { maySetAsideUntil, withOverrides } from "#lib/domain/reach/overrides.ts";
import type { Override } from "#lib/domain/reach/reach.ts";
import type { Actor, Instant } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { retried } from "../retry.ts";

export type OverrideRequest = {
  rules: (typeof overridable)[number][];
  until: Instant;
  /** For one message; for all of the patient's without it. */
  outreachId?: string | undefined;
  /** A code, for the audit trail. */
  reason: string;
};

/**
 * Sets rules of amount aside for a patient for a while, seven days at most. Who, why and which is the event on the
 * reach item. Throws `not_found`, `validation_failed` (until).
 */
export async function overrideRules(
  { records, clock }: Pick<Ports, "records" | "clock">,
  patientId: string,
  { rules, until, outreachId, reason }: OverrideRequest,
  by: { actor: Actor; cause?: string },
): Promise<Override[]> {
  const now = clock.now();
  if (!maySetAsideUntil(until, now))
    throw new Refusal("validation_failed", undefined, [
      { pointer: "/until", detail: "Give an instant within the next seven days." },
    ]);
  return retried(async () => {
    const reach = await records.get("reach", patientId, { consistent: true });
    if (!reach) throw new Refusal("not_found", "There is no such patient.");
    const added = rules.map((rule): Override => ({ rule, until, ...(outreachId && { outreachId }) }));
    const overrides = withOverrides(reach.data.overrides, added, now);
    const event: ChangeEvent = { type: "override.granted", at: now, reason, ...by };
    await records.save([
      { kind: "reach", id: patientId, expect: reach.version, data: { ...reach.data, overrides }, event },
    ]);
    return overrides;
  });
}
