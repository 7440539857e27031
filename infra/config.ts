import { existsSync, readdirSync, readFileSync } from "node:fs";
import type * as z from "zod";
import type { Policy } from "#lib/domain/policy/policy.ts";
import { Slug } from "#lib/domain/words.ts";
import { faultsOf } from "./settings-faults.ts";
import { type Given, Shape } from "./settings-shape.ts";

/** What of the policy follows from the rest: where patients' pages are; of its channels, those whose module is on. */
function policyOf({ modules: on, api, policy, senders }: Given): Policy {
  const linkBase = on.includes("pages") && api.domain ? `https://${api.domain.name}` : "";
  const stopLine = senders["call-line"]?.number ?? "";
  return {
    ...policy,
    linkBase,
    stopLine,
    channels: policy.channels.filter((channel) => on.includes(channel)),
  };
}

export const Settings = Shape.superRefine((settings, ctx) => {
  for (const fault of faultsOf(settings)) ctx.addIssue({ code: "custom", ...fault });
}).transform((settings) => ({ ...settings, policy: policyOf(settings) }));
export type Settings = z.infer<typeof Settings> & { customer: string };

/** At most 20 characters, so that the longest name made of it (a function's, 64) still fits. */
const CustomerName = Slug.max(20, "a customer's name has at most 20 characters");

/** Parses one customer's settings. Throws with the path and the reason of each fault, one a line. */
export function parseSettings(customer: string, input: unknown): Settings {
  const name = CustomerName.safeParse(customer);
  const parsed = Settings.safeParse(input);
  const issues = [...(name.error?.issues ?? []), ...(parsed.error?.issues ?? [])];
  if (parsed.data && issues.length === 0) return { ...parsed.data, customer };
  const lines = issues.map((issue) => `  ${issue.path.join(".") || "(settings)"}: ${issue.message}`);
  throw new Error(`settings of customer "${customer}" are refused:\n${lines.join("\n")}`);
}

const folder = new URL("./customers/", import.meta.url);

export const customers = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length));

/** The file's name is the customer's, so two customers cannot have one name. */
export function readSettings(customer: string): Settings {
  const file = new URL(`${customer}.json`, folder);
  if (!CustomerName.safeParse(customer).success || !existsSync(file))
    throw new Error(`no infra/customers/${customer}.json; there are: ${customers().join(", ")}`);
  return parseSettings(customer, JSON.parse(readFileSync(file, "utf8")));
}
