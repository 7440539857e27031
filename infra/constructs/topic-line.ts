import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { type ITopic, Subscription, SubscriptionProtocol } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import type { FunctionSpec } from "#infra/functions.ts";
import type { House } from "#infra/house.ts";
import { type Rights, ServiceFunction } from "./service-function.ts";
import { WorkQueue } from "./work-queue.ts";

type TopicLineProps = { house: House; spec: FunctionSpec; rights: Rights; topics: ITopic[] };

/** One way in: topics of a provider, a queue that loses nothing while the function is down, the function. */
export class TopicLine extends Construct {
  constructor(scope: Construct, id: string, { house, spec, rights, topics }: TopicLineProps) {
    super(scope, id);
    const { name, seconds, loses } = spec;
    const line = new WorkQueue(this, "Queue", { house, name, seconds, loses });
    const { queue } = line;
    topics.forEach((topic, i) => {
      new Subscription(this, `From${i}`, {
        topic,
        protocol: SubscriptionProtocol.SQS,
        endpoint: queue.queueArn,
      });
    });
    queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("sns.amazonaws.com")],
        actions: ["sqs:SendMessage"],
        resources: [queue.queueArn],
        conditions: { ArnEquals: { "aws:SourceArn": topics.map(({ topicArn }) => topicArn) } },
      }),
    );
    line.consumedBy(
      new ServiceFunction(this, "Reads", { house, spec, rights: { ...rights, queue: line.emptied } }),
    );
  }
}
