import * as z from "zod";
import { overridable } from "../gate/gate.ts";
import { Levels, levelNames, PolicyLevel, PolicyValues } from "../policy/levels.ts";
import { Policy } from "../policy/policy.ts";
import { Instant, Slug } from "../words.ts";
import { pathParams, type Route } from "./route.ts";

const SetBy = z.object({
  level: z.enum(["default", "customer", ...levelNames]),
  of: z.string().optional(),
  /** Levels whose value was not taken: it is locked above them. */
  refused: z.array(z.string()).optional(),
});

const LevelBody = z.strictObject({
  values: PolicyValues,
  locked: z.array(z.string().max(64)).max(50).default([]),
});

const OverrideBody = z.strictObject({
  rules: z.array(z.enum(overridable)).min(1),
  until: Instant,
  outreachId: pathParams.outreachId.optional(),
  reason: Slug.describe("A code for the audit trail, such as clinical-need"),
});

const OverrideView = z.object({
  rule: z.enum(overridable),
  until: Instant,
  outreachId: z.string().optional(),
});

const reads = { tag: "Policy", method: "GET", scope: "content.read" } as const;

export const policyRoutes = {
  explainPolicy: {
    ...reads,
    path: "/v1/policy/explain",
    summary: "The policy one message would follow, and which level set each value",
    query: Levels.extend({ patientId: pathParams.patientId.optional(), topic: Slug.optional() }),
    answer: z.object({
      policy: Policy,
      levels: Levels,
      explain: z.record(z.string(), SetBy),
      /** Which queue reads what is written about the topic, and the rule that puts it there. */
      replies: z.object({ queue: z.string(), routedBy: z.string() }),
    }),
    phi: true,
  },
  getPolicyLevel: {
    ...reads,
    path: "/v1/policy/levels/{level}/{levelOf}",
    summary: "Read what a location, department, program or patient changes of the policy",
    answer: PolicyLevel,
    phi: true,
  },
  putPolicyLevel: {
    tag: "Policy",
    method: "PUT",
    path: "/v1/policy/levels/{level}/{levelOf}",
    scope: "policy.write",
    summary: "Replace what a location, department, program or patient changes of the policy",
    body: LevelBody,
    answer: PolicyLevel,
    ifMatch: "if-there",
    phi: true,
  },
  overrideRules: {
    tag: "Outreach",
    method: "POST",
    path: "/v1/patients/{patientId}/overrides",
    scope: "outreach.write",
    summary: "Set rules of amount aside for a patient for a while; who and why is in the audit trail",
    body: OverrideBody,
    answer: z.object({ items: z.array(OverrideView) }),
    status: 201,
    idempotent: true,
    phi: true,
  },
} as const satisfies Record<string, Route>;
