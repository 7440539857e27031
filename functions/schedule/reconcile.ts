import { wired } from "#lib/lambda/env.ts";
import { corePorts } from "#lib/lambda/wiring/core.ts";
import { queuePort } from "#lib/lambda/wiring/engine.ts";
import type { Ports } from "#lib/ports.ts";
import { reconcile } from "#lib/usecases/schedule/reconcile.ts";

type ReconcilePorts = Pick<Ports, "records" | "clock" | "queue" | "log">;

/** Every 5 minutes: what was due and did not fire. */
export const create = (ports: ReconcilePorts) => () => reconcile(ports);

const live = wired(() => create({ ...corePorts("reconcile"), queue: queuePort() }));
export const handler = (): Promise<unknown> => live()();
