import type { policyRoutes } from "#lib/domain/api/policy-routes.ts";
import type { LevelName } from "#lib/domain/policy/levels.ts";
import type { Override } from "#lib/domain/reach/reach.ts";
import { byOf } from "#lib/lambda/http/answers.ts";
import type { HandlersOf } from "#lib/lambda/http/call.ts";
import type { CorePorts } from "#lib/lambda/wiring/core.ts";
import { overrideRules } from "#lib/usecases/outreach/override.ts";
import { explainPolicy } from "#lib/usecases/policy/explain-policy.ts";
import { readPolicyLevel, setPolicyLevel } from "#lib/usecases/policy/policy-levels.ts";

type Standing = Override & { rule: "near_duplicate" };

export const policy = {
  explainPolicy: async (ports, { query }) => ({ body: await explainPolicy(ports, query) }),
  getPolicyLevel: async (ports, { params }) => {
    const { data, version } = await readPolicyLevel(ports, params.level as LevelName, params.levelOf);
    return { body: data, etag: version };
  },
  putPolicyLevel: async (ports, call) => {
    const { level, levelOf: of } = call.params;
    const input = { ...call.body, level: level as LevelName, of };
    const { data, version } = await setPolicyLevel(ports, input, call.ifMatch, byOf(call));
    return { body: data, etag: version };
  },
  overrideRules: async (ports, call) => ({
    body: { items: (await overrideRules(ports, call.params.patientId, call.body, byOf(call))) as Standing[] },
  }),
} satisfies HandlersOf<typeof policyRoutes, CorePorts>;
