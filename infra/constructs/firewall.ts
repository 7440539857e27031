import { Fn, Stack } from "aws-cdk-lib";
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from "aws-cdk-lib/aws-wafv2";
import { Construct } from "constructs";
import { type House, nameOf } from "#infra/house.ts";
import { KeptLogGroup } from "./kept-log-group.ts";

/**
 * AWS's managed rules. The size rule only counts: FHIR bundles and HL7 batches are larger than its 8 KB, and the
 * handlers have limits of their own. Two more only count: a photo's XMP is markup to the one, and its bytes may look
 * like a path to the other; what patients write is text on every page (test/pages/attacks.test.ts). No rules against SQL: there is none behind this API, and notes in plain
 * language set them off.
 */
const managed: { name: string; counted?: string[] }[] = [
  { name: "AWSManagedRulesAmazonIpReputationList" },
  { name: "AWSManagedRulesKnownBadInputsRuleSet" },
  {
    name: "AWSManagedRulesCommonRuleSet",
    counted: ["SizeRestrictions_BODY", "CrossSiteScripting_BODY", "GenericLFI_BODY"],
  },
];

/** A web ACL before one API stage: managed rules, a limit per address, and a log of what was turned away. */
export class Firewall extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, { house, stageArn }: { house: House; stageArn: string }) {
    super(scope, id);
    this.name = nameOf(house.settings, "api");
    const acl = new CfnWebACL(this, "Acl", {
      name: this.name,
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      visibilityConfig: seen(this.name),
      rules: [limitPerAddress(house.settings.api.requestsPerFiveMinutes), ...managed.map(managedRule)],
    });
    new CfnWebACLAssociation(this, "Association", { resourceArn: stageArn, webAclArn: acl.attrArn });
    this.log(house, acl);
  }

  /** Only what was blocked or counted; without tokens, and without paths and queries, for a page's link is a key. */
  private log(house: House, acl: CfnWebACL): void {
    const { account, region, stackId } = Stack.of(this);
    // The end of the stack's own id: a kept log group never stands in the way of a new deployment.
    const unique = Fn.select(4, Fn.split("-", Fn.select(2, Fn.split("/", stackId))));
    const name = `aws-waf-logs-${this.name}-${unique}`;
    const logs = new KeptLogGroup(this, "Logs", { house, kind: "application", name });
    new CfnLoggingConfiguration(this, "Logging", {
      resourceArn: acl.attrArn,
      logDestinationConfigs: [`arn:aws:logs:${region}:${account}:log-group:${logs.logGroupName}`],
      redactedFields: [{ singleHeader: { Name: "authorization" } }, { queryString: {} }, { uriPath: {} }],
      loggingFilter: {
        DefaultBehavior: "DROP",
        Filters: [
          {
            Behavior: "KEEP",
            Requirement: "MEETS_ANY",
            Conditions: ["BLOCK", "COUNT"].map((Action) => ({ ActionCondition: { Action } })),
          },
        ],
      },
    });
  }
}

const seen = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  // A sample shows whole requests in the console, bodies in them.
  sampledRequestsEnabled: false,
});

const limitPerAddress = (limit: number): CfnWebACL.RuleProperty => ({
  name: "limit-per-address",
  priority: 0,
  action: { block: {} },
  statement: { rateBasedStatement: { limit, aggregateKeyType: "IP", evaluationWindowSec: 300 } },
  visibilityConfig: seen("limit-per-address"),
});

const managedRule = (
  { name, counted = [] }: (typeof managed)[number],
  i: number,
): CfnWebACL.RuleProperty => ({
  name,
  priority: i + 1,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: "AWS",
      name,
      ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: seen(name),
});
