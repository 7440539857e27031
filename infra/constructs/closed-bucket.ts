import { CfnOutput, Duration, Fn, RemovalPolicy, Stack } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type IBucket,
} from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { acknowledge } from "#infra/acknowledge.ts";
import type { Right } from "#infra/rights.ts";

export const years = (n: number): Duration => Duration.days(Math.ceil(n * 365.25));

const closed = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  versioned: true,
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
} as const satisfies BucketProps;

/** Under which key it lies, and for how many years the log of who asked for it is kept. */
export type Kept = { key: IKey; auditYears: number };

/** Nobody's from outside, versioned, under the customer's key, kept with what is in it; who asked for what is logged. */
export class ClosedBucket extends Bucket {
  readonly key: IKey;

  constructor(scope: Construct, { key, auditYears }: Kept, more: BucketProps) {
    super(scope, "Bucket", {
      ...closed,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      serverAccessLogsBucket: accessLogs(scope, auditYears) as IBucket,
      ...more,
    });
    this.key = key;
    acknowledge(this, { "HIPAA.Security-S3BucketReplicationEnabled": singleRegion });
  }

  /**
   * The objects of one prefix, for another stack's rights, and why there is no finer name. By a named output: cdk-nag
   * quotes the reference, and one that CDK makes has a name nobody can foresee.
   */
  under(prefix: string, why: string): { objects: string } & Required<Pick<Right, "wildcards">> {
    const { stackName } = Stack.of(this);
    const output = `${prefix.replace(/^./, (first) => first.toUpperCase())}Arn`;
    if (!this.node.tryFindChild(output))
      new CfnOutput(this, output, { value: this.bucketArn }).overrideLogicalId(output);
    const reference = `{"Fn::GetStackOutput":{"StackName":"${stackName}","OutputName":"${output}"}}`;
    return {
      objects: `${Fn.getStackOutput(stackName, output)}/${prefix}/*`,
      wildcards: { [`${reference}/${prefix}/*`]: why },
    };
  }
}

function accessLogs(scope: Construct, auditYears: number): Bucket {
  const bucket = new Bucket(scope, "AccessLogs", {
    ...closed,
    encryption: BucketEncryption.S3_MANAGED,
    lifecycleRules: [{ expiration: years(auditYears), noncurrentVersionExpiration: Duration.days(30) }],
  });
  acknowledge(bucket, {
    "HIPAA.Security-S3BucketReplicationEnabled": singleRegion,
    "HIPAA.Security-S3DefaultEncryptionKMS":
      "S3 server access logging cannot write to a bucket under a customer-managed key policy without opening the key to the log service; the logs name objects, never their content.",
  });
  return bucket;
}

const singleRegion =
  "One customer lives in one region by contract (data residency); versions (and Object Lock, where it is on) guard against loss by people, S3 itself keeps three zones.";
