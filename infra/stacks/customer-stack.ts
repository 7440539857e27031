import { Stack, Tags } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { Settings } from "#infra/config.ts";
import { nameOf } from "#infra/house.ts";

/** One of a customer's stacks, named and tagged as such, and safe from a stray `delete-stack`. */
export class CustomerStack extends Stack {
  constructor(scope: Construct, part: string, settings: Settings, description: string) {
    const { customer, stage, account, region } = settings;
    super(scope, nameOf(settings, part), {
      description,
      env: { account, region },
      terminationProtection: stage === "prod",
    });
    for (const [key, value] of Object.entries({ system: "followthrough", customer, stage, part }))
      Tags.of(this).add(key, value);
  }
}
