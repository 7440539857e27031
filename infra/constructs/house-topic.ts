import { Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";

/** A topic under the customer's key that one AWS service of this account may publish to, over TLS only. */
export class HouseTopic extends Topic {
  constructor(scope: Construct, id: string, props: { key: IKey; name: string; publisher: string }) {
    super(scope, id, { topicName: props.name, masterKey: props.key, enforceSSL: true });
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(props.publisher)],
        actions: ["sns:Publish"],
        resources: [this.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
      }),
    );
  }
}
