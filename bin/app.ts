import { App } from "aws-cdk-lib";
import { bundle } from "#infra/bundle.ts";
import { customers, readSettings } from "#infra/config.ts";
import { customerStacks } from "#infra/customer-stacks.ts";
import { functionsOf } from "#infra/functions.ts";

/** The CDK app: one customer's settings, that customer's stacks. `npx cdk synth -c customer=<name>` */
const app = new App();
const customer = app.node.tryGetContext("customer");
if (typeof customer !== "string")
  throw new Error(`say which customer: -c customer=<name>; there are: ${customers().join(", ")}`);
const settings = readSettings(customer);
const bundles = `${app.outdir}/bundles`;
await bundle(functionsOf(settings.modules), bundles);
customerStacks(app, settings, bundles);
