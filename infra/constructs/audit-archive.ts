import { Stack } from "aws-cdk-lib";
import { type CfnBucket, ObjectLockRetention } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { may, type Right } from "#infra/rights.ts";
import { ClosedBucket, type Kept, years } from "./closed-bucket.ts";

/**
 * Where audit lines lie so that nobody, the account's root included, can change or remove one before its years are
 * over: Object Lock in compliance mode (45 CFR 164.312(c)(1) integrity, 164.316(b)(2)(i) retention).
 */
export class AuditArchive extends Construct {
  readonly bucket: ClosedBucket;

  constructor(scope: Construct, id: string, kept: Kept) {
    super(scope, id);
    this.bucket = new ClosedBucket(this, kept, {
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.compliance(years(kept.auditYears)),
    });
  }

  /** To add a line, under a name of its own; not to read, list or replace. */
  get added(): Right {
    return {
      statements: [
        may(["s3:PutObject"], [this.bucket.arnForObjects("audit/*")]),
        may(["kms:GenerateDataKey", "kms:Decrypt"], [this.bucket.key.keyArn]),
      ],
      wildcards: {
        [`<${Stack.of(this).resolve((this.bucket.node.defaultChild as CfnBucket).logicalId)}.Arn>/audit/*`]:
          "Every object has a name of its own; to add under one prefix is all that may be done.",
      },
    };
  }
}
