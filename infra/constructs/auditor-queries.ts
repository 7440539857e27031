import { CfnQueryDefinition, type LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { type House, nameOf } from "#infra/house.ts";

type Logs = { functions: LogGroup[]; access: LogGroup; journeys: LogGroup };
type Query = { asks: string; of: LogGroup[]; text: string };

/**
 * What an auditor asks, saved under CloudWatch Logs Insights. They find events; what a message was and why it was or
 * was not sent is in the records and their audit chain, which the API shows.
 */
export class AuditorQueries extends Construct {
  constructor(scope: Construct, id: string, { house, ...logs }: Logs & { house: House }) {
    super(scope, id);
    for (const { asks, of, text } of queries(logs))
      new CfnQueryDefinition(this, asks, {
        name: `${nameOf(house.settings, "audit")}/${asks}`,
        queryString: text,
        logGroupNames: of.map(({ logGroupName }) => logGroupName),
      });
  }
}

const queries = ({ functions, access, journeys }: Logs): Query[] => [
  {
    asks: "who-called-what",
    of: [access],
    text: "stats count(*) as calls by client, method, resource, status | sort calls desc",
  },
  {
    asks: "who-was-refused",
    of: [access],
    text: "filter status in [401, 403] | stats count(*) as calls by client, resource, bin(1h) | sort calls desc",
  },
  {
    asks: "who-read-messages",
    of: [access],
    text: "filter resource like /messages/ | fields @timestamp, client, method, resource, status, requestId",
  },
  {
    asks: "why-sent-or-not",
    of: functions,
    text: "filter message = 'outreach' | stats count(*) as messages by status, reason, bin(1d) | sort messages desc",
  },
  {
    asks: "one-outreach",
    of: functions,
    text: "filter outreachId = 'out_…' | fields @timestamp, service, level, message, reason | sort @timestamp asc",
  },
  {
    asks: "one-enrollment",
    of: [journeys],
    text: "filter execution_arn like /enr_…/ | fields @timestamp, type, details.name | sort @timestamp asc",
  },
  {
    asks: "every-fault",
    of: functions,
    text: "filter level = 'ERROR' | stats count(*) as faults by service, message, bin(1d) | sort faults desc",
  },
];
