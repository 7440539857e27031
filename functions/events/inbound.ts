import { wired } from "#lib/lambda/env.ts";
import { type QueueHandler, queueHandler } from "#lib/lambda/queue.ts";
import { corePorts } from "#lib/lambda/wiring/core.ts";
import { inboundOf } from "#lib/lambda/wiring/notifications.ts";
import type { Ports } from "#lib/ports.ts";
import { receiveMessage } from "#lib/usecases/inbound/receive-message.ts";

type InboundPorts = Pick<Ports, "records" | "clock" | "ids" | "log">;

/** What patients say by text and on WhatsApp, through SNS and a queue. */
export const create = (ports: InboundPorts): QueueHandler =>
  queueHandler(ports.log, async (record) => {
    for (const inbound of inboundOf(record)) await receiveMessage(ports, inbound);
  });

const live = wired(() => create(corePorts("inbound")));
export const handler: QueueHandler = (event) => live()(event);
