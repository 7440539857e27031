import { App } from "aws-cdk-lib";
import { customers } from "#infra/config.ts";
import { customerApp } from "#infra/customer-stacks.ts";

/** The CDK app: one customer's settings, that customer's stacks. `npx cdk synth -c customer=<name>` */
const app = new App();
const customer = app.node.tryGetContext("customer");
if (typeof customer !== "string")
  throw new Error(`say which customer: -c customer=<name>; there are: ${customers().join(", ")}`);
await customerApp(app, customer);
