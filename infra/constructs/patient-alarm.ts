import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { Construct } from "constructs";
import { type House, nameOf } from "#infra/house.ts";

export type PatientAlarmProps = {
  house: House;
  /** Last part of the alarm's name, and the heading of its section in docs/runbook.md. */
  name: string;
  metric: IMetric;
  threshold: number;
  /** What patients or the clinic lose while this lasts: a sentence that whoever is called at night can act on. */
  loses: string;
  /** Data points over the threshold, one after the other, before it rings. */
  periods?: number;
  /** Rings when the value is below the threshold, or missing altogether: for what must happen again and again. */
  heartbeat?: boolean;
};

/** An alarm that cannot be made without saying what its failure costs people; it links to its runbook section. */
export class PatientAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: PatientAlarmProps) {
    const { house, name, metric, threshold, loses, periods = 1, heartbeat = false } = props;
    if (!/^[A-Z].{30,}\.$/.test(loses)) throw new Error(`alarm ${name} does not say what people lose by it`);
    super(scope, id, {
      alarmName: nameOf(house.settings, name),
      alarmDescription: `${loses} Runbook: ${house.settings.alarms.runbook}#${name}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: heartbeat
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: heartbeat ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    const action = new SnsAction(house.alarms);
    this.addAlarmAction(action);
    this.addOkAction(action);
  }
}
