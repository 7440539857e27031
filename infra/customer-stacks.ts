import { type App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, HIPAASecurityChecks } from "cdk-nag";
import { bundle } from "./bundle.ts";
import { readSettings, type Settings } from "./config.ts";
import { functionsOf } from "./functions.ts";
import { ApiStack } from "./stacks/api.ts";
import { DataStack } from "./stacks/data.ts";
import { EngineStack } from "./stacks/engine.ts";
import { MessagingStack } from "./stacks/messaging.ts";
import { ObservabilityStack } from "./stacks/observability.ts";

/** One customer's stacks, in the order they lean on each other; a finding of either rule pack ends the synthesis. */
export function customerStacks(app: App, settings: Settings, bundles: string) {
  const data = new DataStack(app, settings, bundles);
  const messaging = new MessagingStack(app, data.house);
  const engine = new EngineStack(app, data, messaging);
  const api = new ApiStack(app, data);
  const observability = new ObservabilityStack(app, { house: data.house, engine, api });
  Validations.of(app).addPlugins(new HIPAASecurityChecks(app), new AwsSolutionsChecks(app));
  return { data, messaging, engine, api, observability };
}

/** Reads a customer's settings, bundles the functions into the app's folder and makes the stacks. */
export async function customerApp(app: App, customer: string): Promise<Settings> {
  const settings = readSettings(customer);
  const bundles = `${app.outdir}/bundles`;
  await bundle(functionsOf(settings.modules), bundles);
  customerStacks(app, settings, bundles);
  return settings;
}
