import type { Channel } from "../words.ts";
import { mediumOf, parse } from "./liquid.ts";
import type { TemplateDraft, Variant } from "./template.ts";
import { standardVariables, type Variables } from "./variables.ts";

type Own = Pick<TemplateDraft, "variables">;
type ValueOf = (path: string) => string | undefined;

/** Values for everything that the draft may name; what comes to none is absent. */
export function standIns({ variables = [] }: Own, valueFor: ValueOf): Variables {
  const groups: Record<string, Record<string, string>> = {};
  for (const path of Object.keys(standardVariables)) {
    const [group, name] = path.split(".") as [string, string];
    const value = valueFor(path);
    groups[group] = { ...groups[group], ...(value !== undefined && { [name]: value }) };
  }
  const own = variables.flatMap((name) => {
    const value = valueFor(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...groups, ...Object.fromEntries(own) };
}

/** Variables of a made-up patient, as long as real ones tend to be; without the one named. */
export const example = (draft: Own, without?: string): Variables =>
  standIns(draft, (path) => (path === without ? undefined : (standardVariables[path]?.example ?? "example")));

/** The same, as long as one in a hundred is. The clinic's own name and phone are known. */
export const longest = (draft: Own, clinic: { clinicName: string; clinicPhone: string }): Variables =>
  standIns(draft, (path) => {
    if (path === "clinic.name") return clinic.clinicName;
    if (path === "clinic.phone" && clinic.clinicPhone) return clinic.clinicPhone;
    return standardVariables[path]?.longest ?? "x".repeat(30);
  });

/**
 * Its author's own words, with every variable as `[patient.given]`; and the same where what may be absent is. Without the
 * marks of HTML: what stands in a block of its own is a paragraph.
 */
export function wordings(draft: Own, variant: Variant): string[] {
  const named: ValueOf = (path) => `[${path}]`;
  const least: ValueOf = (path) => (standardVariables[path]?.optional ? undefined : named(path));
  const made = [named, least].flatMap((valueFor) => {
    const values = standIns(draft, valueFor);
    const parts = [variant.subject ?? "", variant.body].map((source) => written(source, "voice", values));
    return parts.includes(undefined) ? [] : [readable(parts.join("\n\n"), variant)];
  });
  return [...new Set(made)];
}

/** Undefined where it cannot be rendered: something it names is absent. */
export function written(source: string, channel: Channel, values: Variables): string | undefined {
  try {
    return parse(source, mediumOf(channel, source))(values);
  } catch {
    return undefined;
  }
}

const mark = /<[^<>]*>/g;
const entity = /&(?:[a-z]+|#\w+);/gi;
const block = /^<\/?(?:p|div|h[1-6]|li|ul|ol|tr|table|title)\b/i;
const target = /^<a\s[^<>]*?\bhref\s*=\s*["']?([^"'\s>]+)/i;

/** Where a link leads stands beside its words. */
const readable = (text: string, { channel, body }: Variant): string =>
  mediumOf(channel, body) === "html"
    ? text
        .replace(mark, (one) => (block.test(one) ? "\n\n" : ` ${target.exec(one)?.[1] ?? ""} `))
        .replace(entity, " ")
        .trim()
    : text.trim();
