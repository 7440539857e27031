import { wired } from "#lib/lambda/env.ts";
import { deliverMessageOf, type QueueHandler, queueHandler } from "#lib/lambda/queue.ts";
import { corePorts } from "#lib/lambda/wiring/core.ts";
import type { ChannelPort } from "#lib/ports.ts";
import type { DeliverPorts } from "#lib/usecases/outreach/attempt.ts";
import { deliver } from "#lib/usecases/outreach/deliver.ts";

/** A channel's queue: ids in, one message out. */
export const create = (ports: DeliverPorts): QueueHandler =>
  queueHandler(ports.log, (record) => deliver(ports, deliverMessageOf(record)));

/** The Lambda of one channel: each is a file of its own, so that it is bundled with its own provider's SDK only. */
export function deliverOn(service: string, channel: () => ChannelPort): QueueHandler {
  const live = wired(() => create({ ...corePorts(service), channel: channel() }));
  return (event) => live()(event);
}
