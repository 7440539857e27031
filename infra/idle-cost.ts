import { sendersOf } from "./channel-senders.ts";
import type { Settings } from "./config.ts";

/** What a resource costs a month with no patient and no call, in US dollars. */
type Price = { usd: number; per: string; source: string };

/** List prices of us-east-1. docs/cost.md says when each was looked up and what is left out. */
export const monthly: Record<string, Price> = {
  "AWS::KMS::Key": { usd: 1, per: "key", source: "https://aws.amazon.com/kms/pricing/" },
  "AWS::CloudWatch::Alarm": {
    usd: 0.1,
    per: "alarm metric",
    source: "https://aws.amazon.com/cloudwatch/pricing/",
  },
  "AWS::CloudWatch::Dashboard": {
    usd: 3,
    per: "dashboard",
    source: "https://aws.amazon.com/cloudwatch/pricing/",
  },
  "AWS::WAFv2::WebACL": { usd: 5, per: "web ACL", source: "https://aws.amazon.com/waf/pricing/" },
  "AWS::WAFv2::Rule": { usd: 1, per: "rule or managed group", source: "https://aws.amazon.com/waf/pricing/" },
  "AWS::Cognito::UserPoolClient": {
    usd: 6,
    per: "machine-to-machine client",
    source: "https://aws.amazon.com/cognito/pricing/",
  },
};

/** Numbers are leased outside the stacks (a simulator's inside), by the month. */
export const numberUsd = { simulator: 1, "toll-free": 2, "10dlc": 1, "short-code": 995 } as const;

export type CostLine = { part: string; count: number; usd: number };

export type Resources = { Type: string; Properties?: { Rules?: unknown[] } }[];

/**
 * What one customer costs a month while nothing happens, part by part. Everything else in the stacks has no fixed
 * price: it is paid by use (functions, table, queues, machines, logs, API calls, schedules, messages).
 */
export function idleCost(resources: Resources, settings: Settings): CostLine[] {
  const rules = resources.flatMap(({ Type, Properties }) =>
    Type === "AWS::WAFv2::WebACL" ? (Properties?.Rules ?? []) : [],
  );
  const types = [...resources.map(({ Type }) => Type), ...rules.map(() => "AWS::WAFv2::Rule")];
  const lines = Object.entries(monthly).map(([type, { usd, per }]) => {
    const count = types.filter((t) => t === type).length;
    return { part: per, count, usd: count * usd };
  });
  const senders = [...sendersOf(settings, "sms"), ...sendersOf(settings, "voice")];
  // One number may both text and call.
  const numbers = new Map(senders.map((n) => ["phoneNumberId" in n ? n.phoneNumberId : n.type, n]));
  for (const { type } of numbers.values())
    lines.push({ part: `${type} number`, count: 1, usd: numberUsd[type] });
  return lines.filter(({ count }) => count > 0);
}

export const total = (lines: CostLine[]): number => lines.reduce((sum, { usd }) => sum + usd, 0);

const money = (usd: number): string => usd.toFixed(2).padStart(9);

/** The parts, one a line, and their sum. */
export const costTable = (customer: string, lines: CostLine[]): string =>
  [
    `${customer}, US dollars a month while nothing happens (list prices of us-east-1):`,
    ...lines.map(({ part, count, usd }) => `${money(usd)}  ${count} × ${part}`),
    `${money(total(lines))}  in all`,
  ].join("\n");
