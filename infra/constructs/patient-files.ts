import { CfnOutput, Duration, Fn, Stack } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { type Bucket, StorageClass } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { may, type Right } from "#infra/rights.ts";
import { ClosedBucket } from "./closed-bucket.ts";

const arnOutput = "FilesArn";

/**
 * Pictures that patients sent with their forms, kept as long as the answers that name them. The pages may add one and
 * read none; the API may read one and add none.
 */
export class PatientFiles extends Construct {
  private readonly bucket: Bucket;
  private readonly key: IKey;

  constructor(scope: Construct, id: string, { key, auditYears }: { key: IKey; auditYears: number }) {
    super(scope, id);
    this.key = key;
    this.bucket = new ClosedBucket(this, "Bucket", {
      key,
      auditYears,
      more: {
        lifecycleRules: [
          {
            noncurrentVersionExpiration: Duration.days(30),
            abortIncompleteMultipartUploadAfter: Duration.days(1),
            // A card is looked at in the days around a visit.
            transitions: [
              { storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(90) },
            ],
          },
        ],
      },
    });
    new CfnOutput(this, "Arn", { value: this.bucket.bucketArn }).overrideLogicalId(arnOutput);
  }

  /** To add a picture; not to read, list or replace. */
  get added(): Right {
    return this.to("s3:PutObject", "kms:GenerateDataKey");
  }

  get read(): Right {
    return this.to("s3:GetObject", "kms:Decrypt");
  }

  /** By a named output: cdk-nag quotes the reference, and one that CDK makes has a name nobody can foresee. */
  private to(object: string, key: string): Right {
    const { stackName } = Stack.of(this);
    const objects = `${Fn.getStackOutput(stackName, arnOutput)}/files/*`;
    return {
      variables: { FILES_BUCKET: this.bucket.bucketName },
      statements: [may([object], [objects]), may([key], [this.key.keyArn])],
      wildcards: {
        [`{"Fn::GetStackOutput":{"StackName":"${stackName}","OutputName":"${arnOutput}"}}/files/*`]:
          "Every picture has a random id of its own; which of them a caller may read is the record's to say.",
      },
    };
  }
}
