import { describe, expect, it } from "vitest";
import type { Assembly } from "../support/assembly.ts";

/** Where a type says that it is encrypted under a key of the customer's. */
const keyOf: Record<
  string,
  (properties: Assembly["templates"][string]["Resources"][string]["Properties"]) => unknown
> = {
  "AWS::DynamoDB::GlobalTable": (p) => p.Replicas[0].SSESpecification.KMSMasterKeyId,
  "AWS::SQS::Queue": (p) => p.KmsMasterKeyId,
  "AWS::SNS::Topic": (p) => p.KmsMasterKeyId,
  "AWS::Logs::LogGroup": (p) => p.KmsKeyId,
  "AWS::StepFunctions::StateMachine": (p) => p.EncryptionConfiguration.KmsKeyId,
};

/** What must outlive its stack. The API's account setting and its role are every customer's of the account. */
const kept = [
  "AWS::DynamoDB::GlobalTable",
  "AWS::S3::Bucket",
  "AWS::KMS::Key",
  "AWS::Logs::LogGroup",
  "AWS::Cognito::UserPool",
  "AWS::SMSVOICE::OptOutList",
  "AWS::ApiGateway::Account",
];

export function protectionPromises(assembly: Assembly): void {
  describe("what is kept", () => {
    it.each(Object.keys(keyOf))("is encrypted under the customer's key: %s", (type) => {
      const found = assembly.all(type);
      expect(found).not.toHaveLength(0);
      for (const { id, Properties } of found) expect(keyOf[type]?.(Properties), id).toBeTruthy();
    });

    it("has keys that rotate", () => {
      for (const { Properties } of assembly.all("AWS::KMS::Key"))
        expect(Properties).toMatchObject({ EnableKeyRotation: true, RotationPeriodInDays: 365 });
    });

    it("can be brought back to any second of 35 days, and is not deleted by mistake", () => {
      const [table, ...others] = assembly.all("AWS::DynamoDB::GlobalTable");
      expect(others).toHaveLength(0);
      expect(table?.Properties).toMatchObject({
        BillingMode: "PAY_PER_REQUEST",
        StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
        TimeToLiveSpecification: { AttributeName: "ttl", Enabled: true },
        Replicas: [
          {
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
          },
        ],
      });
    });

    it.each(kept)("outlives its stack, but not a first deployment that failed: %s", (type) => {
      for (const { id, DeletionPolicy, UpdateReplacePolicy } of assembly.all(type)) {
        expect(DeletionPolicy, id).toMatch(/^Retain/);
        expect(UpdateReplacePolicy, id).toBe("Retain");
      }
    });

    it("has no name that a new deployment could collide with", () => {
      const named = {
        "AWS::DynamoDB::GlobalTable": "TableName",
        "AWS::S3::Bucket": "BucketName",
        "AWS::SMSVOICE::OptOutList": "OptOutListName",
      };
      for (const [type, name] of Object.entries(named))
        for (const { Properties } of assembly.all(type)) expect(Properties?.[name]).toBeUndefined();
    });

    it("has an audit archive that nobody can shorten", () => {
      const [archive] = assembly
        .all("AWS::S3::Bucket")
        .filter(({ Properties }) => Properties.ObjectLockEnabled);
      const { Mode, Days } = archive?.Properties.ObjectLockConfiguration.Rule.DefaultRetention ?? {};
      expect(Mode).toBe("COMPLIANCE");
      expect(Days).toBeGreaterThanOrEqual(assembly.settings.retention.auditYears * 365);
    });

    it("keeps every log for a time that is set", () => {
      for (const { Properties } of assembly.all("AWS::Logs::LogGroup"))
        expect(Properties.RetentionInDays).toBeGreaterThanOrEqual(90);
    });
  });

  it("answers over TLS only", () => {
    const policies = assembly.all("AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy", "AWS::S3::BucketPolicy");
    expect(policies).not.toHaveLength(0);
    for (const { id, Properties } of policies)
      expect(JSON.stringify(Properties.PolicyDocument), id).toContain('"aws:SecureTransport":"false"');
  });

  it("gives every queue its dead letters, and those an alarm", () => {
    const queues = assembly.all("AWS::SQS::Queue");
    const alarms = JSON.stringify(assembly.all("AWS::CloudWatch::Alarm").map(({ Properties }) => Properties));
    for (const { id, Properties } of queues)
      if (Properties.QueueName.endsWith("-dead")) expect(alarms).toContain(`"${id}","QueueName"`);
      else expect(Properties.RedrivePolicy, id).toMatchObject({ maxReceiveCount: 5 });
  });

  it("lets no execution data into the machines' logs", () => {
    for (const { Properties } of assembly.all("AWS::StepFunctions::StateMachine"))
      expect(Properties.LoggingConfiguration).toMatchObject({ Level: "ALL", IncludeExecutionData: false });
  });
}
