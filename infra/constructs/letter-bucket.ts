import { CfnOutput, Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import { may, type Right } from "#infra/rights.ts";
import { ClosedBucket, type Kept } from "./closed-bucket.ts";

/**
 * Letters for the customer's mail room or printer to take: PHI on its way, which leaves after the days the customer sets,
 * printed or not.
 */
export class LetterBucket extends Construct {
  private readonly bucket: ClosedBucket;

  constructor(scope: Construct, id: string, { keepDays, ...kept }: Kept & { keepDays: number }) {
    super(scope, id);
    this.bucket = new ClosedBucket(this, kept, {
      lifecycleRules: [
        {
          expiration: Duration.days(keepDays),
          noncurrentVersionExpiration: Duration.days(30),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    });
    new CfnOutput(this, "BucketName", { value: this.bucket.bucketName });
  }

  /** To add a letter under a key of its own; not to read, list or replace one. */
  get added(): Right {
    const { objects, wildcards } = this.bucket.under(
      "letters",
      "Every letter lies under its outreach and attempt: to add one under this prefix is all that may be done.",
    );
    return {
      variables: { LETTER_BUCKET: this.bucket.bucketName },
      statements: [may(["s3:PutObject"], [objects]), may(["kms:GenerateDataKey"], [this.bucket.key.keyArn])],
      wildcards,
    };
  }
}
