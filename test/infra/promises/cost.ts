import { expect, it } from "vitest";
import { costTable, idleCost, monthly, total } from "#infra/idle-cost.ts";
import type { Assembly } from "../support/assembly.ts";

/**
 * Types that are known to cost nothing while idle. A type that is in neither list fails: whoever adds a resource says
 * what it costs.
 */
const byUse =
  /^AWS::(ApiGateway|CDK|Cognito::(UserPool|UserPoolDomain|UserPoolResourceServer)$|DynamoDB|IAM|Lambda|Logs|Pinpoint|Pipes|Route53|S3|SES|SMSVOICE|SNS|SQS|Scheduler|StepFunctions|WAFv2::(WebACLAssociation|LoggingConfiguration)$)/;

export function costPromises(assembly: Assembly): void {
  it("has a price for every resource that costs while idle", () => {
    for (const type of assembly.types) expect(type in monthly || byUse.test(type), type).toBe(true);
  });

  it("costs less than 25 dollars a month while idle, partners and the sender's number aside", () => {
    const resources = Object.values(assembly.templates).flatMap(({ Resources }) => Object.values(Resources));
    const lines = idleCost(resources, assembly.settings);
    console.info(costTable(assembly.settings.customer, lines));
    expect(total(lines.filter(({ part }) => !/number$|client$/.test(part)))).toBeLessThan(25);
  });
}
