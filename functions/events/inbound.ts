import { wired } from "#lib/lambda/env.ts";
import { type QueueHandler, queueHandler } from "#lib/lambda/queue.ts";
import { corePorts } from "#lib/lambda/wiring/core.ts";
import { inboundOf } from "#lib/lambda/wiring/notifications.ts";
import { optOutsLater } from "#lib/lambda/wiring/opt-outs-later.ts";
import { type InboundPorts, receiveMessage } from "#lib/usecases/inbound/receive-message.ts";

/** What patients say by text and on WhatsApp, through SNS and a queue. */
export const create = (ports: InboundPorts): QueueHandler =>
  queueHandler(ports.log, async (record) => {
    for (const inbound of inboundOf(record)) await receiveMessage(ports, inbound);
  });

const live = wired(() => create({ ...corePorts("inbound"), optOuts: optOutsLater() }));
export const handler: QueueHandler = (event) => live()(event);
