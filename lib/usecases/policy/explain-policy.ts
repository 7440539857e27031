import { Refusal } from "#lib/domain/errors.ts";
import {
  type Effective,
  effectivePolicy,
  type Levels,
  levelsIn,
  type PolicyLevel,
  policyLevelId,
} from "#lib/domain/policy/levels.ts";
import { type Routed, routeReply } from "#lib/domain/reply/route-reply.ts";
import type { Ports } from "#lib/ports.ts";
import { loadPolicy } from "../config.ts";
import { loadLevels } from "./policy-for.ts";

export type Asked = { [K in keyof Levels | "patientId" | "topic"]?: string | undefined };

/**
 * The policy that a message would follow, and which level set each of its values. What is not asked for by name is
 * the patient's own. `replies` is where what is written about the topic would go. Throws `not_found` (patient).
 */
export async function explainPolicy(
  ports: Pick<Ports, "records" | "clock">,
  { patientId, topic, ...asked }: Asked,
): Promise<Effective & { levels: Levels; replies: Routed }> {
  const reach = patientId ? await ports.records.get("reach", patientId, { consistent: true }) : undefined;
  if (patientId && !reach) throw new Refusal("not_found", "There is no such patient.");
  const levels = { ...(reach && levelsIn(reach.data.who)), ...levelsIn(asked) };
  const ids = Object.entries(levels).map(([level, of]) => policyLevelId(level as keyof Levels, of as string));
  const own: PolicyLevel[] = reach?.data.policy
    ? [{ level: "patient", of: reach.id, values: reach.data.policy, locked: [] }]
    : [];
  const effective = effectivePolicy(await loadPolicy(ports), [...(await loadLevels(ports, ids)), ...own]);
  return { ...effective, levels, replies: routeReply(effective.policy, { topic, levels }) };
}
