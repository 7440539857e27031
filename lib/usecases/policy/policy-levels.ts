import { expectedVersion } from "#lib/domain/api/etag.ts";
import { Refusal } from "#lib/domain/errors.ts";
import type { ChangeEvent } from "#lib/domain/event.ts";
import type { Change, Stored } from "#lib/domain/kinds.ts";
import { policyParts } from "#lib/domain/policy/explain.ts";
import { type LevelName, type PolicyLevel, policyLevelId, slugOf } from "#lib/domain/policy/levels.ts";
import type { Reach } from "#lib/domain/reach/reach.ts";
import type { Actor } from "#lib/domain/words.ts";
import type { Ports } from "#lib/ports.ts";
import { forget } from "../config.ts";
import { retried } from "../retry.ts";

type Needs = Pick<Ports, "records" | "clock">;
type By = { actor: Actor; cause?: string };

/** A location, department or program is called by its slug, a patient by the id. */
const idOf = (level: LevelName, of: string): string =>
  policyLevelId(level, level === "patient" ? of : (slugOf(of) ?? of));

/** Throws `not_found` where nobody has set anything for it. */
export async function readPolicyLevel(
  { records }: Pick<Ports, "records">,
  level: LevelName,
  of: string,
): Promise<Stored<"policyLevel">> {
  const stored = await records.get("policyLevel", idOf(level, of), { consistent: true });
  if (!stored) throw new Refusal("not_found");
  return stored;
}

export type NewLevel = Omit<PolicyLevel, "locked"> & { locked?: string[] };

/**
 * Replaces what a level says. A patient's goes into the reach item in the same write, for the gate reads no other.
 * Throws `version_required`, `stale_version` (If-Match), `not_found` (patient), `validation_failed` (a lock's name).
 */
export async function setPolicyLevel(
  ports: Needs,
  { level, of, values, locked = [] }: NewLevel,
  ifMatch: number | undefined,
  by: By,
): Promise<Stored<"policyLevel">> {
  const unknown = locked.filter((path) => !policyParts.has(path));
  if (unknown.length > 0)
    throw new Refusal("validation_failed", undefined, [
      { pointer: "/locked", detail: `No setting is called ${unknown.join(", ")}.` },
    ]);
  const id = idOf(level, of);
  const data: PolicyLevel = { level, of: id.slice(level.length + 1), values, locked };
  return retried(async () => {
    const stored = await ports.records.get("policyLevel", id, { consistent: true });
    const expect = expectedVersion(stored?.version, ifMatch);
    const event: ChangeEvent = { type: "policy.changed", at: ports.clock.now(), reason: level, ...by };
    const reach = level === "patient" ? await withOwnPolicy(ports, data, event) : [];
    await ports.records.save([{ kind: "policyLevel", id, expect, data, event }, ...reach]);
    forget(ports.records);
    return { kind: "policyLevel", id, version: expect + 1, data, event };
  });
}

async function withOwnPolicy(
  { records }: Needs,
  { of, values }: PolicyLevel,
  event: ChangeEvent,
): Promise<Change<"reach">[]> {
  const reach = await records.get("reach", of, { consistent: true });
  if (!reach) throw new Refusal("not_found", "There is no such patient.");
  const { policy: _, ...rest } = reach.data;
  const data: Reach = Object.keys(values).length > 0 ? { ...rest, policy: values } : rest;
  return [
    {
      kind: "reach",
      id: of,
      expect: reach.version,
      data,
      event: { ...event, type: "reach.updated", reason: "policy" },
    },
  ];
}
