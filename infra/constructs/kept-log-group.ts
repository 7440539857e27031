import { RemovalPolicy } from "aws-cdk-lib";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import type { House } from "#infra/house.ts";

/** Days in CloudWatch Logs' own steps for whole years, the leap days in them. */
const daysOf: Record<number, number> = { 6: 2192, 7: 2557, 8: 2922, 9: 3288, 10: 3653 };

export type LogKind = "application" | "audit";

/**
 * A log group under the customer's key that outlives its stack. `audit` (who called what) is kept as long as the
 * audit trail; `application` as long as the customer set.
 */
export class KeptLogGroup extends LogGroup {
  constructor(scope: Construct, id: string, props: { house: House; kind: LogKind; name?: string }) {
    const { auditYears, logDays } = props.house.settings.retention;
    super(scope, id, {
      ...(props.name && { logGroupName: props.name }),
      encryptionKey: props.house.keys.transport,
      retention: (props.kind === "audit" ? daysOf[auditYears] : logDays) as RetentionDays,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }
}
