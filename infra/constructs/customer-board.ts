import {
  Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  Metric,
  TextWidget,
} from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { type House, nameOf } from "#infra/house.ts";
import type { ApiStack } from "#infra/stacks/api.ts";
import type { EngineStack } from "#infra/stacks/engine.ts";
import { ServiceFunction } from "./service-function.ts";
import { WorkQueue } from "./work-queue.ts";

type Shown = { house: House; engine: EngineStack; api: ApiStack; counts: Metric[] };

/** One page that answers "do patients get what they should?", alarms first. */
export class CustomerBoard extends Construct {
  constructor(scope: Construct, id: string, { house, engine, api, counts }: Shown) {
    super(scope, id);
    const within = <T>(type: new (...args: never[]) => T): T[] =>
      [engine, api].flatMap((stack) => stack.node.findAll()).filter((node) => node instanceof type) as T[];
    const queues = within(WorkQueue).map(({ queue }) => queue);
    const functions = within(ServiceFunction).map((made) => made.function);
    const journeys = (metricName: string): IMetric =>
      new Metric({
        namespace: "AWS/States",
        metricName,
        dimensionsMap: { StateMachineArn: engine.journeys.machine.arn },
        statistic: "Sum",
      });
    const { customer, stage } = house.settings;
    new Dashboard(this, "Dashboard", {
      dashboardName: nameOf(house.settings, "board"),
      widgets: [
        [
          new TextWidget({
            markdown: `# ${customer} · ${stage}\n[Runbook](${house.settings.alarms.runbook})`,
            width: 24,
            height: 2,
          }),
        ],
        [
          new AlarmStatusWidget({
            title: "What patients lose now",
            alarms: within(Alarm),
            width: 24,
            height: 6,
          }),
        ],
        [
          graph(
            "Waiting to leave or be read",
            queues.map((queue) => queue.metricApproximateNumberOfMessagesVisible()),
          ),
          graph(
            "Oldest of them, seconds",
            queues.map((queue) => queue.metricApproximateAgeOfOldestMessage()),
          ),
        ],
        [
          graph("Journeys", ["ExecutionsStarted", "ExecutionsSucceeded", "ExecutionsFailed"].map(journeys)),
          graph(
            "Errors by function",
            functions.map((made) => made.metricErrors()),
          ),
        ],
        [
          graph("API", [
            api.api.api.metricCount(),
            api.api.api.metricClientError(),
            api.api.api.metricServerError(),
          ]),
          graph("Faults, refusals, gaps, unknown sends", counts),
        ],
      ],
    });
  }
}

const graph = (title: string, left: IMetric[]): GraphWidget =>
  new GraphWidget({ title, left, width: 12, height: 6 });
