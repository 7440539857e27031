import { Duration } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { FilterPattern, type LogGroup, MetricFilter } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { House } from "#infra/house.ts";

type LogCountProps = {
  house: House;
  pattern: string;
  /** What a line counts for: 1, or a field of it. */
  value?: string;
  logGroups: LogGroup[];
};

/** Counts lines of several log groups in one metric, for a custom metric has a fixed price each. */
export class LogCount extends Construct {
  readonly metric: Metric;

  constructor(scope: Construct, id: string, { house, pattern, value = "1", logGroups }: LogCountProps) {
    super(scope, id);
    const { customer, stage } = house.settings;
    const metricNamespace = `Followthrough/${customer}-${stage}`;
    logGroups.forEach((logGroup, i) => {
      new MetricFilter(this, `In${i}`, {
        logGroup,
        metricNamespace,
        metricName: id,
        metricValue: value,
        filterPattern: FilterPattern.literal(pattern),
      });
    });
    this.metric = new Metric({
      namespace: metricNamespace,
      metricName: id,
      statistic: "Sum",
      period: Duration.minutes(5),
    });
  }
}
