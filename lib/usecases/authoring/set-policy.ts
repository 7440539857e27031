import { expectedVersion } from "#lib/domain/api/etag.ts";
import { Refusal } from "#lib/domain/errors.ts";
import { unknownLocks } from "#lib/domain/policy/explain.ts";
import { defaultPolicy, type Policy } from "#lib/domain/policy/policy.ts";
import { forget } from "../config.ts";
import type { AuthoringPorts, By } from "./content.ts";

const id = "policy";

/** The policy as it is, and its revision: 0 while it is the default that nobody has written. */
export async function readPolicy({ records }: AuthoringPorts): Promise<{ policy: Policy; version: number }> {
  const stored = await records.get("policy", id, { consistent: true });
  return { policy: { ...defaultPolicy, ...stored?.data }, version: stored?.version ?? 0 };
}

/** Replaces the policy. Throws `version_required` and `stale_version` (If-Match), `validation_failed` (a lock). */
export async function setPolicy(
  ports: AuthoringPorts,
  policy: Policy,
  ifMatch: number | undefined,
  { actor, cause }: By,
): Promise<{ policy: Policy; version: number }> {
  const unknown = unknownLocks(policy);
  if (unknown.length > 0)
    throw new Refusal("validation_failed", undefined, [
      { pointer: "/locked", detail: `No setting is called ${unknown.join(", ")}.` },
    ]);
  const stored = await ports.records.get("policy", id, { consistent: true });
  const expect = expectedVersion(stored?.version, ifMatch);
  const event = { type: "policy.changed" as const, at: ports.clock.now(), actor, ...(cause && { cause }) };
  await ports.records.save([{ kind: "policy", id, expect, data: policy, event }]);
  forget(ports.records);
  return { policy, version: expect + 1 };
}
