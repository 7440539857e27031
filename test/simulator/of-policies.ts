import type { overridable } from "#lib/domain/gate/gate.ts";
import { effectivePolicy } from "#lib/domain/policy/levels.ts";
import type { Policy } from "#lib/domain/policy/policy.ts";
import { slackMs } from "./allowance.ts";
import type { ClaimSeen, Evidence, LeftSeen, PolicySeen } from "./evidence.ts";

type Aside = (typeof overridable)[number];

/** The policies that any process could still have gone by at that moment. */
export const policiesAt = (policies: PolicySeen[], atMs: number): PolicySeen[] =>
  policies.filter(({ atMs: from }, i) => {
    const until = policies[i + 1]?.atMs ?? Number.POSITIVE_INFINITY;
    return from <= atMs && until >= atMs - slackMs;
  });

/** The same with what the message's place and program, and the patient's own reach item, say of them. */
export const policyOf = (policies: PolicySeen[], { atMs, outreach, reach }: ClaimSeen): Policy[] =>
  policiesAt(policies, atMs).map(({ policy, levels }) => {
    const named = levels.filter(
      ({ level, of }) => level !== "patient" && outreach.data.levels?.[level] === of,
    );
    const own = reach.data.policy
      ? [{ level: "patient" as const, of: reach.id, values: reach.data.policy, locked: [] }]
      : [];
    return named.length + own.length > 0 ? effectivePolicy(policy, [...named, ...own]).policy : policy;
  });

/** What takes no budget and knows no hours: safety, and what answers the patient. */
export const isMetered = ({ claim }: LeftSeen): boolean => {
  const { purpose, inReplyTo, confirmsStop } = claim?.outreach.data ?? {};
  return purpose !== "safety" && !inReplyTo && !confirmsStop;
};

/** Whether somebody had set the rule aside for this patient then. Clocks differ by two seconds, and a claim takes some. */
export const isAside = (aside: Evidence["aside"], { patient, atMs }: ClaimSeen, rule: Aside): boolean =>
  aside.some(
    (a) =>
      a.patientId === patient.id && a.rules.includes(rule) && a.fromMs <= atMs && atMs < a.untilMs + slackMs,
  );
