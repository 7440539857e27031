import type { systemRoutes } from "#lib/domain/api/system-routes.ts";
import { byOf, many, pageOf } from "#lib/lambda/http/answers.ts";
import type { HandlersOf } from "#lib/lambda/http/call.ts";
import type { CorePorts } from "#lib/lambda/wiring/core.ts";
import { readPolicy, setPolicy } from "#lib/usecases/authoring/set-policy.ts";
import { find } from "#lib/usecases/read/find.ts";
import { verifyChain } from "#lib/usecases/read/verify-chain.ts";

/** A policy nobody has written has no version to match. */
const policyAnswer = ({ policy, version }: Awaited<ReturnType<typeof readPolicy>>) => ({
  body: policy,
  ...(version > 0 && { etag: version }),
});

export const system = {
  getPolicy: async (ports) => policyAnswer(await readPolicy(ports)),
  putPolicy: async (ports, call) => policyAnswer(await setPolicy(ports, call.body, call.ifMatch, byOf(call))),
  /** A patient's partition is their audit chain. */
  listAudit: async ({ records }, { params, query }) => {
    await find(records, "patient", params.patientId);
    return many(await records.list({ kind: "audit", of: "chain", chain: params.patientId }, pageOf(query)));
  },
  verifyAudit: async ({ records }, { params }) => {
    await find(records, "patient", params.patientId);
    return { body: await verifyChain(records, params.patientId) };
  },
  getHealth: async ({ clock }) => ({ body: { status: "ok" as const, time: clock.now() } }),
  /** Read with the first question: bundles carry it ready-made (infra/bundle/library-cuts.ts). */
  getOpenApi: async () => ({ body: (await import("#lib/domain/api/description.ts")).description }),
} satisfies HandlersOf<typeof systemRoutes, CorePorts>;
