import { Stack } from "aws-cdk-lib";
import { CfnConfigurationSet, CfnProtectConfiguration } from "aws-cdk-lib/aws-smsvoice";
import type { Construct } from "constructs";
import { type House, nameOf } from "#infra/house.ts";
import { HouseTopic } from "./house-topic.ts";

/**
 * Countries of the +1 numbering plan that look like a US number and cost ten times as much: the ways of SMS pumping
 * and of calls that are never meant to be answered. Everywhere else a US number has no route, for no shared one is used.
 */
const dearNeighbours = "AG AI BB BM BS DM DO GD JM KN KY LC MS SX TC TT VC VG".split(" ");

export const phonePublisher = "sms-voice.amazonaws.com";

type Asked = { house: House; part: "sms" | "voice"; events: string[]; kinds: ("sms" | "mms" | "voice")[] };

/** Under which texts or calls leave: where they may go, and where their fates are told. */
export function phoneConfiguration(scope: Construct, { house, part, events, kinds }: Asked) {
  const name = nameOf(house.settings, part);
  const topic = new HouseTopic(scope, "Events", {
    key: house.keys.transport,
    name: nameOf(house.settings, `${part}-events`),
    publisher: phonePublisher,
  });
  const rules = dearNeighbours.map((countryCode) => ({ countryCode, protectStatus: "BLOCK" }));
  const protect = new CfnProtectConfiguration(scope, "Protect", {
    countryRuleSet: Object.fromEntries(kinds.map((kind) => [kind, rules])),
    tags: [{ key: "Name", value: name }],
  });
  const destination = {
    eventDestinationName: "events",
    enabled: true,
    matchingEventTypes: events,
    snsDestination: { topicArn: topic.topicArn },
  };
  const set = new CfnConfigurationSet(scope, "ConfigurationSet", {
    configurationSetName: name,
    protectConfigurationId: protect.ref,
    eventDestinations: [destination],
  });
  return { events: topic, set: set.ref };
}

/** A number that was registered outside of the stacks. */
export function numberArn(scope: Construct, phoneNumberId: string): string {
  const { account, region } = Stack.of(scope);
  return `arn:aws:sms-voice:${region}:${account}:phone-number/${phoneNumberId}`;
}
