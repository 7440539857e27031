import * as z from "zod";
import { Channel, Purpose, Slug } from "../words.ts";
import { Budget, Circuit, FallbackAfter, OpenWeek, Reserved, Week, WhenClosed } from "./parts.ts";
import type { Policy } from "./policy.ts";
import { CareHours, Crisis } from "./replies.ts";

/** Below the customer, each level may change what no level above it has locked. */
export const levelNames = ["location", "department", "program", "patient"] as const;
export const LevelName = z.enum(levelNames);
export type LevelName = z.infer<typeof LevelName>;

/** What a level may set of the policy: how people are reached, not what the customer is. */
export const PolicyValues = z.strictObject({
  hours: Week.partial().strict().optional(),
  channelHours: z.partialRecord(Channel, OpenWeek).optional(),
  stateRules: z.enum(["all", "marketing", "off"]).optional(),
  whenClosed: WhenClosed.optional(),
  smearMinutes: z.int().min(0).max(240).optional(),
  budget: Budget.partial().strict().optional(),
  reserved: Reserved.optional(),
  nearDuplicateHours: z.int().min(0).max(168).optional(),
  circuit: Circuit.partial().optional(),
  fallbackAfter: FallbackAfter.optional(),
  impliedConsent: z.array(Purpose.exclude(["marketing"])).optional(),
  impliedChannels: z.array(Channel).optional(),
  channels: z.array(Channel).min(1).optional(),
  channelOrder: z.array(Channel).min(1).optional(),
  replyQueue: Slug.optional(),
  careHours: CareHours.optional(),
  queueHours: z.record(Slug, CareHours).optional(),
  crisis: Crisis.optional(),
  clinicName: z.string().max(60).optional(),
  clinicPhone: z.string().max(20).optional(),
});
export type PolicyValues = z.infer<typeof PolicyValues>;

/** What one location, department, program or patient does differently. `of` is its slug, or the patient's id. */
export const PolicyLevel = z.object({
  level: LevelName,
  of: z.string(),
  values: PolicyValues,
  /** Settings that no level below may change: `hours`, or a part such as `hours.sunday`. */
  locked: z.array(z.string().max(64)).max(50),
});
export type PolicyLevel = z.infer<typeof PolicyLevel>;

export const policyLevelId = (level: LevelName, of: string): string => `${level}~${of}`;

/** Which levels an outreach belongs to. */
export const Levels = z.strictObject({
  location: Slug.optional(),
  department: Slug.optional(),
  program: Slug.optional(),
});
export type Levels = z.infer<typeof Levels>;

/** A name that came from outside as the slug that a level is called by; none where nothing of it is left. */
export function slugOf(name: unknown): string | undefined {
  if (typeof name !== "string") return undefined;
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 64)
    .replace(/^-|-$/g, "");
  return slug || undefined;
}

/** The levels that a record names in its fields `location`, `department` and `program`. */
export function levelsIn(named: Record<string, unknown>): Levels {
  const levels: Levels = {};
  for (const level of ["location", "department", "program"] as const) {
    const slug = slugOf(named[level]);
    if (slug) levels[level] = slug;
  }
  return levels;
}

/** Which level set a value, and which one forbade another to. */
export type SetBy = { level: "default" | "customer" | LevelName; of?: string; refused?: string[] };
export type Explained = Record<string, SetBy>;
export type Effective = { policy: Policy; explain: Explained };

/** Settings whose parts are set one by one. */
const groups: ReadonlySet<string> = new Set([
  "hours",
  "channelHours",
  "whenClosed",
  "budget",
  "reserved",
  "circuit",
  "fallbackAfter",
]);

/** `hours.sunday` → its value; a setting without parts stands for itself. */
function* leaves(values: object): Generator<[path: string, value: unknown]> {
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) continue;
    if (!groups.has(key)) yield [key, value];
    else for (const [part, of] of Object.entries(value as object)) yield [`${key}.${part}`, of];
  }
}

const isLocked = (path: string, locks: ReadonlySet<string>): boolean =>
  locks.has(path) || locks.has(path.split(".")[0] as string);

/**
 * The policy for one message: the customer's, changed by each level in turn where no level above has locked it.
 * Levels are taken in their order, however they are given; one of each at most.
 */
export function effectivePolicy(customer: Policy, levels: readonly PolicyLevel[]): Effective {
  const policy = structuredClone(customer) as Policy & Record<string, unknown>;
  const explain: Explained = Object.fromEntries(
    [...leaves(customer)].map(([path]) => [path, { level: "customer" }]),
  );
  const locks = new Set(customer.locked);
  const inOrder = [...levels].sort((a, b) => levelNames.indexOf(a.level) - levelNames.indexOf(b.level));
  for (const { level, of, values, locked } of inOrder) {
    for (const [path, value] of leaves(values)) {
      if (isLocked(path, locks)) refuse(explain, path, policyLevelId(level, of));
      else {
        put(policy, path, value);
        explain[path] = { level, of };
      }
    }
    for (const path of locked) locks.add(path);
  }
  return { policy, explain };
}

function refuse(explain: Explained, path: string, who: string): void {
  const known = explain[path] ?? { level: "default" };
  explain[path] = { ...known, refused: [...(known.refused ?? []), who] };
}

function put(policy: Record<string, unknown>, path: string, value: unknown): void {
  const [key, part] = path.split(".") as [string, string | undefined];
  policy[key] = part ? { ...(policy[key] as object), [part]: value } : value;
}
