import type { IKey } from "aws-cdk-lib/aws-kms";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { Settings } from "./config.ts";
import type { Module } from "./settings-shape.ts";

/** What every construct of one customer needs: the settings, the keys, where alarms go, the bundled functions. */
export type House = {
  settings: Settings;
  /** `records` opens what is kept about patients; `transport` what is on its way, and the logs. */
  keys: { records: IKey; transport: IKey };
  alarms: ITopic;
  /** Folder with one bundle per function (infra/bundle.ts). */
  bundles: string;
};

/**
 * `followthrough-<customer>-<stage>-<part>`: unique per account and region. Given as the physical name to what
 * operators look for (functions, queues, alarms); what is kept after removal has no name of its own beyond its
 * stack's, so that it never stands in the way of a new deployment.
 */
export const nameOf = ({ customer, stage }: Settings, part: string): string =>
  `followthrough-${customer}-${stage}-${part}`;

export const isOn = ({ modules }: Settings, module: Module): boolean => modules.includes(module);
