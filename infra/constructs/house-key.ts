import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";

const use = ["kms:Decrypt", "kms:GenerateDataKey"];
const logging = [...use, "kms:Encrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:DescribeKey"];

/**
 * A customer-managed key, rotated every year and kept with what it opens. Services that write on their own behalf
 * are let in here, for this account only; functions are let in by their own roles.
 */
export class HouseKey extends Key {
  constructor(scope: Construct, id: string, props: { description: string; services?: readonly string[] }) {
    super(scope, id, {
      description: props.description,
      enableKeyRotation: true,
      rotationPeriod: Duration.days(365),
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    for (const service of props.services ?? []) this.allow(service);
  }

  private allow(service: string): void {
    const { account, region } = Stack.of(this);
    const logs = service === "logs";
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [
          new ServicePrincipal(logs ? `logs.${region}.amazonaws.com` : `${service}.amazonaws.com`),
        ],
        actions: logs ? logging : use,
        resources: ["*"],
        conditions: logs
          ? {
              ArnLike: {
                "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${account}:log-group:*`,
              },
            }
          : { StringEquals: { "aws:SourceAccount": account } },
      }),
    );
  }
}
