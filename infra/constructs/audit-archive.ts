import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  type IBucket,
  ObjectLockRetention,
} from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { acknowledge } from "#infra/acknowledge.ts";
import { may, type Right } from "#infra/rights.ts";

const years = (n: number): Duration => Duration.days(Math.ceil(n * 365.25));

const closed = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
} as const satisfies BucketProps;

/**
 * Where audit lines lie so that nobody, the account's root included, can change or remove one before its years are
 * over: Object Lock in compliance mode (45 CFR 164.312(c)(1) integrity, 164.316(b)(2)(i) retention).
 */
export class AuditArchive extends Construct {
  readonly bucket: Bucket;
  private readonly key: IKey;

  constructor(scope: Construct, id: string, props: { key: IKey; auditYears: number }) {
    super(scope, id);
    this.key = props.key;
    this.bucket = new Bucket(this, "Bucket", {
      ...closed,
      encryption: BucketEncryption.KMS,
      encryptionKey: props.key,
      bucketKeyEnabled: true,
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.compliance(years(props.auditYears)),
      serverAccessLogsBucket: this.accessLogs(props.auditYears) as IBucket,
    });
    acknowledge(this.bucket, {
      "HIPAA.Security-S3BucketReplicationEnabled": singleRegion,
    });
  }

  /** To add a line, under a name of its own; not to read, list or replace. */
  get added(): Right {
    return {
      statements: [
        may(["s3:PutObject"], [this.bucket.arnForObjects("audit/*")]),
        may(["kms:GenerateDataKey", "kms:Decrypt"], [this.key.keyArn]),
      ],
      wildcards: {
        [`<${Stack.of(this).resolve((this.bucket.node.defaultChild as CfnBucket).logicalId)}.Arn>/audit/*`]:
          "Every object has a name of its own; to add under one prefix is all that may be done.",
      },
    };
  }

  private accessLogs(auditYears: number): Bucket {
    const bucket = new Bucket(this, "AccessLogs", {
      ...closed,
      encryption: BucketEncryption.S3_MANAGED,
      versioned: true,
      lifecycleRules: [{ expiration: years(auditYears), noncurrentVersionExpiration: Duration.days(30) }],
    });
    acknowledge(bucket, {
      "HIPAA.Security-S3BucketReplicationEnabled": singleRegion,
      "HIPAA.Security-S3DefaultEncryptionKMS":
        "S3 server access logging cannot write to a bucket under a customer-managed key policy without opening the key to the log service; the logs name objects, never their content.",
    });
    return bucket;
  }
}

const singleRegion =
  "One customer lives in one region by contract (data residency); versions and Object Lock guard against loss by people, S3 itself keeps three zones.";
