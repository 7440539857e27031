import { channels } from "../words.ts";
import { PolicyValues } from "./levels.ts";
import { Budget, Circuit, Week } from "./parts.ts";
import { Policy } from "./policy.ts";

const partsOf: Record<string, readonly string[]> = {
  hours: Object.keys(Week.shape),
  budget: Object.keys(Budget.shape),
  circuit: Object.keys(Circuit.shape),
  channelHours: channels,
  fallbackAfter: channels,
  reserved: ["perDay", "perWeek"],
  whenClosed: ["care", "operations", "marketing"],
};

/** Every name a lock may have: a setting that levels share, or a part of one. */
export const policyParts: ReadonlySet<string> = new Set(
  Object.keys(PolicyValues.shape).flatMap((key) => [
    key,
    ...(partsOf[key] ?? []).map((part) => `${key}.${part}`),
  ]),
);

/** Whether the names of a policy's own locks are names of settings. */
export const unknownLocks = ({ locked }: Pick<Policy, "locked">): string[] =>
  locked.filter((path) => !policyParts.has(path) && !(path in Policy.shape));
