import {
  effectivePolicy,
  type Levels,
  levelNames,
  type PolicyLevel,
  policyLevelId,
} from "#lib/domain/policy/levels.ts";
import type { Policy } from "#lib/domain/policy/policy.ts";
import type { Reach } from "#lib/domain/reach/reach.ts";
import type { Clock, Records } from "#lib/ports.ts";
import { keep, loadPolicy } from "../config.ts";

type Reader = { records: Records; clock: Clock };

/**
 * The policy that one message follows: the customer's with what its location, department and program change of it,
 * kept like the customer's own, and with what the patient's reach item says of this patient, which costs no read.
 */
export async function policyFor(
  ports: Reader,
  levels: Levels | undefined,
  { patientId, policy: own }: Pick<Reach, "patientId" | "policy">,
): Promise<Policy> {
  const named = levelNames.flatMap((level) => {
    const of = level === "patient" ? undefined : levels?.[level];
    return of ? [policyLevelId(level, of)] : [];
  });
  if (named.length === 0 && !own) return loadPolicy(ports);
  if (!own) return keep(ports, `policy of ${named.join()}`, () => merged(ports, named, []));
  return merged(ports, named, [{ level: "patient", of: patientId, values: own, locked: [] }]);
}

const merged = async (ports: Reader, named: string[], own: PolicyLevel[]): Promise<Policy> =>
  effectivePolicy(await loadPolicy(ports), [...(await loadLevels(ports, named)), ...own]).policy;

/** Those of the levels that say anything; that one says nothing is kept too. */
export async function loadLevels(ports: Reader, ids: string[]): Promise<PolicyLevel[]> {
  const found = await Promise.all(
    ids.map((id) =>
      keep(
        ports,
        `policy level ${id}`,
        async () => (await ports.records.get("policyLevel", id))?.data ?? null,
      ),
    ),
  );
  return found.filter((level) => level !== null);
}
