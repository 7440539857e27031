import { Duration } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { LogGroup } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { sendersOf, several } from "#infra/channel-senders.ts";
import { AuditorQueries } from "#infra/constructs/auditor-queries.ts";
import { CustomerBoard } from "#infra/constructs/customer-board.ts";
import { LogCount } from "#infra/constructs/log-count.ts";
import { PatientAlarm } from "#infra/constructs/patient-alarm.ts";
import { ServiceFunction } from "#infra/constructs/service-function.ts";
import { governedWatches, type Watch } from "#infra/governed-watches.ts";
import { type House, isOn } from "#infra/house.ts";
import type { ApiStack } from "./api.ts";
import { CustomerStack } from "./customer-stack.ts";
import type { EngineStack } from "./engine.ts";

type Watched = { house: House; engine: EngineStack; api: ApiStack };

/** What people look at: the board, auditors' queries, and the alarms that no single resource can ring. */
export class ObservabilityStack extends CustomerStack {
  constructor(scope: Construct, { house, engine, api }: Watched) {
    super(scope, "observability", house.settings, "Followthrough: board, queries, alarms over all");
    const logs = [engine, api].flatMap(functionLogs);
    const count = (
      id: string,
      pattern: string,
      what: { logGroups?: LogGroup[]; value?: string } = {},
    ): Metric => new LogCount(this, id, { house, pattern, logGroups: logs, ...what }).metric;

    const faults = count("Faults", '{ $.level = "ERROR" }');
    const denied = count("Denied", "{ $.status = 401 || $.status = 403 }", {
      logGroups: [api.api.accessLogs],
    });
    const gaps = count("AuditGaps", '{ $.message = "audit.gap" }');
    const unknown = count("UnknownSends", '{ $.message = "send.unknown" }');
    const late = count("Late", '{ $.message = "reconcile" && $.late > 0 }', { value: "$.late" });
    const governed = governedWatches(count, { texts: isOn(house.settings, "sms") });
    const watches: Watch[] = [
      ...governed.watches,
      {
        name: "errors-logged",
        metric: faults,
        threshold: 10,
        loses: "Code fails and carries on: single patients get no step, and nobody is told which.",
      },
      {
        name: "audit-gap",
        metric: gaps,
        threshold: 1,
        loses: "A change of a record has no audit line: an auditor cannot tell who did what to a patient.",
      },
      {
        name: "outreach-late",
        metric: late,
        threshold: 10,
        loses:
          "Messages were due and did not fire by themselves: patients get them five minutes late or more.",
      },
      {
        name: "sends-unknown",
        metric: unknown,
        threshold: 10,
        loses:
          "Nobody knows whether these messages left: they are not sent again, and patients may lack them.",
      },
      {
        name: "api-denied",
        metric: denied,
        threshold: 100,
        loses: "A partner's token no longer works, or somebody tries doors: updates do not arrive.",
      },
      {
        name: "firewall-blocking",
        metric: blocked(house, api.firewall.name),
        threshold: 500,
        loses:
          "Requests are turned away in numbers: an attack, or a partner whose updates about patients are lost.",
      },
      ...(isOn(house.settings, "email") ? reputation : []),
      ...(several.some((channel) => sendersOf(house.settings, channel).length > 1)
        ? [refusedSenders(count("SendersRefused", '{ $.message = "sender.refused" }'))]
        : []),
    ];
    for (const watch of watches) new PatientAlarm(this, watch.name, { house, ...watch });
    new CustomerBoard(this, "Board", {
      house,
      engine,
      api,
      counts: [faults, denied, gaps, unknown, late, ...governed.counts],
    });
    new AuditorQueries(this, "Queries", {
      house,
      functions: logs,
      access: api.api.accessLogs,
      journeys: engine.journeys.machine.logs,
    });
  }
}

const functionLogs = (stack: Construct) =>
  stack.node
    .findAll()
    .filter((node) => node instanceof ServiceFunction)
    .map(({ logGroup }) => logGroup);

const blocked = ({ settings }: House, webAcl: string): Metric =>
  new Metric({
    namespace: "AWS/WAFV2",
    metricName: "BlockedRequests",
    dimensionsMap: { WebACL: webAcl, Region: settings.region, Rule: "ALL" },
    statistic: "Sum",
    period: Duration.minutes(5),
  });

/** While another steps in, no message is lost; without this nobody would know until that one is refused as well. */
const refusedSenders = (metric: Metric): Watch => ({
  name: "senders-refused",
  metric,
  threshold: 10,
  loses: "A sender is refused and another carries its messages: if that one fails too, patients get nothing.",
});

const rate = (kind: "Bounce" | "Complaint"): Metric =>
  new Metric({
    namespace: "AWS/SES",
    metricName: `Reputation.${kind}Rate`,
    statistic: "Average",
    period: Duration.hours(1),
  });

const stopped = "AWS is about to stop all email: patients who chose email get nothing more.";

/** SES reviews an account from 5 % bounces or 0.1 % complaints on (SES developer guide, sending review process). */
const reputation: Watch[] = [
  { name: "email-bounces", metric: rate("Bounce"), threshold: 0.05, loses: stopped },
  { name: "email-complaints", metric: rate("Complaint"), threshold: 0.001, loses: stopped },
];
