import { wired } from "#lib/lambda/env.ts";
import { type QueueHandler, queueHandler } from "#lib/lambda/queue.ts";
import { corePorts } from "#lib/lambda/wiring/core.ts";
import { receiptsOf } from "#lib/lambda/wiring/notifications.ts";
import type { Ports } from "#lib/ports.ts";
import { recordReceipt } from "#lib/usecases/outreach/record-receipt.ts";

type ReceiptPorts = Pick<Ports, "records" | "clock" | "ids" | "log">;

/** What the providers of texts, calls, email and WhatsApp say of messages that left, through SNS and a queue. */
export const create = (ports: ReceiptPorts): QueueHandler =>
  queueHandler(ports.log, async (record) => {
    for (const receipt of receiptsOf(record)) await recordReceipt(ports, receipt);
  });

const live = wired(() => create(corePorts("receipts")));
export const handler: QueueHandler = (event) => live()(event);
