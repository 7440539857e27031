import { wired } from "#lib/lambda/env.ts";
import { deliverMessageOf, type QueueHandler, queueHandler } from "#lib/lambda/queue.ts";
import { corePorts } from "#lib/lambda/wiring/core.ts";
import { pushPort } from "#lib/lambda/wiring/push.ts";
import type { DeliverPorts } from "#lib/usecases/outreach/attempt.ts";
import { deliver } from "#lib/usecases/outreach/deliver.ts";

/** The push queue: ids in, one message out. */
export const create = (ports: DeliverPorts): QueueHandler =>
  queueHandler(ports.log, (record) => deliver(ports, deliverMessageOf(record)));

const live = wired(() => create({ ...corePorts("deliver-push"), channel: pushPort() }));
export const handler: QueueHandler = (event) => live()(event);
