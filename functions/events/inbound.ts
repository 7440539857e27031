import { wired } from "#lib/lambda/env.ts";
import { type QueueHandler, queueHandler } from "#lib/lambda/queue.ts";
import { corePorts } from "#lib/lambda/wiring/core.ts";
import { smsInbound } from "#lib/lambda/wiring/notifications.ts";
import type { Ports } from "#lib/ports.ts";
import { receiveMessage } from "#lib/usecases/inbound/receive-message.ts";

type InboundPorts = Pick<Ports, "records" | "clock" | "ids" | "log">;

/** Two-way SMS: what patients say, through SNS and a queue. */
export const create = (ports: InboundPorts): QueueHandler =>
  queueHandler(ports.log, async (record) => {
    for (const inbound of smsInbound(record)) await receiveMessage(ports, inbound);
  });

const live = wired(() => create(corePorts("inbound")));
export const handler: QueueHandler = (event) => live()(event);
