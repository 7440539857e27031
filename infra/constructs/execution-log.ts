import { RemovalPolicy, Stack } from "aws-cdk-lib";
import { CfnAccount, type RestApi } from "aws-cdk-lib/aws-apigateway";
import { Construct } from "constructs";
import type { House } from "#infra/house.ts";
import { may } from "#infra/rights.ts";
import { KeptLogGroup } from "./kept-log-group.ts";
import { NarrowRole } from "./narrow-role.ts";

/** What API Gateway asks of its account role (AWS's own policy AmazonAPIGatewayPushToCloudWatchLogs). */
const writeLogs = [
  "logs:CreateLogGroup",
  "logs:CreateLogStream",
  "logs:DescribeLogGroups",
  "logs:DescribeLogStreams",
  "logs:PutLogEvents",
  "logs:GetLogEvents",
  "logs:FilterLogEvents",
];

/**
 * The gateway's own error log, under our key and retention, for which it needs a role that is set once per account
 * and region. Every customer there sets an equal one and leaves it behind: none can take it from another.
 */
export class ExecutionLog extends Construct {
  constructor(scope: Construct, id: string, { house, api }: { house: House; api: RestApi }) {
    super(scope, id);
    const { deploymentStage, restApiId } = api;
    const name = `API-Gateway-Execution-Logs_${restApiId}/${deploymentStage.stageName}`;
    new KeptLogGroup(this, "Logs", { house, kind: "application", name });
    const { account, region } = Stack.of(this);
    const groups = `arn:aws:logs:${region}:${account}:log-group:*`;
    const allowed = new NarrowRole(this, "Gateway", {
      service: "apigateway.amazonaws.com",
      description: "Lets API Gateway write logs in this account and region",
      statements: [may(writeLogs, [groups])],
      wildcards: {
        [groups]:
          "The role is the account's, for all its APIs: API Gateway names their log groups by ids of its own.",
      },
    });
    const setting = new CfnAccount(this, "Account", { cloudWatchRoleArn: allowed.role.roleArn });
    setting.node.addDependency(allowed);
    for (const kept of [setting, ...allowed.resources]) kept.applyRemovalPolicy(RemovalPolicy.RETAIN);
    deploymentStage.node.addDependency(setting);
  }
}
