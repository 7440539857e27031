import { wired } from "#lib/lambda/env.ts";
import { deliverMessageOf, type QueueHandler, queueHandler } from "#lib/lambda/queue.ts";
import { type CorePorts, corePorts } from "#lib/lambda/wiring/core.ts";
import type { ChannelPort, OptOutList, SenderPort } from "#lib/ports.ts";
import type { DeliverPorts } from "#lib/usecases/outreach/attempt.ts";
import { deliver } from "#lib/usecases/outreach/deliver.ts";
import { throughSenders } from "#lib/usecases/outreach/through-senders.ts";

/** A channel's queue: ids in, one message out. */
export const create = (ports: DeliverPorts): QueueHandler =>
  queueHandler(ports.log, (record) => deliver(ports, deliverMessageOf(record)));

/** The Lambda of one channel: each is a file of its own, so that it is bundled with its own provider's SDK only. */
export function deliverOn(
  service: string,
  channel: (core: CorePorts) => ChannelPort,
  optOuts?: () => OptOutList | undefined,
): QueueHandler {
  const live = wired(() => {
    const core = corePorts(service);
    return create({ ...core, channel: channel(core), optOuts: optOuts?.() });
  });
  return (event) => live()(event);
}

/** The Lambda of a channel that may have several senders. */
export const deliverBy = (
  service: string,
  senders: () => [SenderPort, ...SenderPort[]],
  optOuts?: () => OptOutList | undefined,
): QueueHandler => deliverOn(service, ({ clock }) => throughSenders(senders(), clock), optOuts);
