import { Duration } from "aws-cdk-lib";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Construct } from "constructs";
import type { Settings } from "#infra/config.ts";
import { AuditArchive } from "#infra/constructs/audit-archive.ts";
import { AuditPipe } from "#infra/constructs/audit-pipe.ts";
import { HouseKey } from "#infra/constructs/house-key.ts";
import { HouseTopic } from "#infra/constructs/house-topic.ts";
import { LetterBucket } from "#infra/constructs/letter-bucket.ts";
import { PatientAlarm } from "#infra/constructs/patient-alarm.ts";
import { PatientFiles } from "#infra/constructs/patient-files.ts";
import { RecordTable } from "#infra/constructs/record-table.ts";
import { type House, isOn, nameOf } from "#infra/house.ts";
import { CustomerStack } from "./customer-stack.ts";

/** Who writes under the transport key on their own behalf. */
const writers = ["logs", "delivery.logs", "cloudwatch", "sns", "sms-voice", "ses"] as const;

/** What is kept whatever becomes of the rest: keys, records, audit archive. And where alarms go. */
export class DataStack extends CustomerStack {
  readonly house: House;
  readonly records: RecordTable;
  /** Only where the pages, which alone take files, are on. */
  readonly files: PatientFiles | undefined;
  /** Only where letters are handed over in one. */
  readonly letters: LetterBucket | undefined;

  constructor(scope: Construct, settings: Settings, bundles: string) {
    super(scope, "data", settings, "Followthrough: what is kept and protected");
    const keys = {
      records: new HouseKey(this, "RecordsKey", { description: "Opens records and audit archive" }),
      transport: new HouseKey(this, "TransportKey", {
        description: "Opens queues, topics, executions and logs",
        services: [...writers, ...(isOn(settings, "whatsapp") ? ["social-messaging"] : [])],
      }),
    };
    const alarms = new HouseTopic(this, "Alarms", {
      key: keys.transport,
      name: nameOf(settings, "alarms"),
      publisher: "cloudwatch.amazonaws.com",
    });
    for (const email of settings.alarms.emails) alarms.addSubscription(new EmailSubscription(email));
    this.house = { settings, keys, alarms, bundles };
    this.records = new RecordTable(this, "Records", { key: keys.records });
    const kept = { key: keys.records, auditYears: settings.retention.auditYears };
    this.files = isOn(settings, "pages") ? new PatientFiles(this, "Files", kept) : undefined;
    const to = settings.senders.letter?.to;
    this.letters =
      to?.type === "bucket"
        ? new LetterBucket(this, "Letters", { ...kept, keepDays: to.keepDays })
        : undefined;
    const archive = new AuditArchive(this, "Audit", kept);
    new AuditPipe(this, "AuditPipe", { house: this.house, records: this.records, archive });
    this.watch();
  }

  private watch(): void {
    new PatientAlarm(this, "Throttled", {
      house: this.house,
      name: "records-throttled",
      metric: this.records.table.metric("WriteThrottleEvents", {
        statistic: "Sum",
        period: Duration.minutes(5),
      }),
      threshold: 10,
      periods: 2,
      loses:
        "Records are written late: a STOP may wait behind other work, and messages leave later than planned.",
    });
  }
}
