import type { CfnResource } from "aws-cdk-lib";
import { type IRole, ManagedPolicy, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import { acknowledge } from "#infra/acknowledge.ts";
import type { Right } from "#infra/rights.ts";

/** Of every function and machine: X-Ray has no resource to name in writes (Service Authorization Reference). */
export const tracing = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"];

/**
 * Of every state machine: Step Functions sets up its own log delivery, whose actions name no resource (Step Functions
 * developer guide, "Logging using CloudWatch Logs").
 */
export const logDelivery = [
  "logs:CreateLogDelivery",
  "logs:GetLogDelivery",
  "logs:UpdateLogDelivery",
  "logs:DeleteLogDelivery",
  "logs:ListLogDeliveries",
  "logs:PutResourcePolicy",
  "logs:DescribeResourcePolicies",
  "logs:DescribeLogGroups",
];

const unbounded =
  "Only the actions listed in narrow-role.ts, which take no finer resource; a test holds that list.";

/**
 * A role for one service with exactly these statements in a customer-managed policy. `role` is closed: what the
 * construct library would add by itself (wildcard grants among it) is dropped.
 */
export class NarrowRole extends Construct {
  readonly role: IRole;
  /** What it is made of, for a removal policy. */
  readonly resources: CfnResource[];

  constructor(scope: Construct, id: string, props: Right & { service: string; description: string }) {
    super(scope, id);
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal(props.service),
      description: props.description,
    });
    const { statements = [], wildcards = {} } = props;
    const policy = new ManagedPolicy(this, "Policy", { roles: [role], statements });
    if (statements.some(({ resources }) => resources.includes("*"))) wildcards["*"] = unbounded;
    for (const [resource, reason] of Object.entries(wildcards))
      acknowledge(policy, { [`AwsSolutions-IAM5[Resource::${resource}]`]: reason });
    this.role = role.withoutPolicyUpdates();
    this.resources = [role, policy].map(({ node }) => node.defaultChild as CfnResource);
  }
}
