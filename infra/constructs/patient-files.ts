import { Duration } from "aws-cdk-lib";
import { StorageClass } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { may, type Right } from "#infra/rights.ts";
import { ClosedBucket, type Kept } from "./closed-bucket.ts";

/**
 * Pictures that patients sent with their forms, kept as long as the answers that name them. The pages may add one and
 * read none; the function of the files may read one and add none.
 */
export class PatientFiles extends Construct {
  private readonly bucket: ClosedBucket;

  constructor(scope: Construct, id: string, kept: Kept) {
    super(scope, id);
    this.bucket = new ClosedBucket(this, kept, {
      lifecycleRules: [
        {
          noncurrentVersionExpiration: Duration.days(30),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
          // A card is looked at in the days around a visit.
          transitions: [{ storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(90) }],
        },
      ],
    });
  }

  /** To add a picture; not to read, list or replace. */
  get added(): Right {
    return this.to("s3:PutObject", "kms:GenerateDataKey");
  }

  get read(): Right {
    return this.to("s3:GetObject", "kms:Decrypt");
  }

  private to(object: string, key: string): Right {
    const { objects, wildcards } = this.bucket.under(
      "files",
      "Every picture has a random id of its own; which of them a caller may read is the record's to say.",
    );
    return {
      variables: { FILES_BUCKET: this.bucket.bucketName },
      statements: [may([object], [objects]), may([key], [this.bucket.key.keyArn])],
      wildcards,
    };
  }
}
