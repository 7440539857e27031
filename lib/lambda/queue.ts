import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import * as z from "zod";
import { channels } from "#lib/domain/words.ts";
import type { DeliverMessage, Log } from "#lib/ports.ts";

export type QueueHandler = (event: SQSEvent) => Promise<SQSBatchResponse>;

/**
 * Works through a batch one message at a time; what fails comes again alone, and after its last try goes to the
 * dead-letter queue. A body that does not fit fails too: the dead-letter queue is where a person will see it.
 */
export const queueHandler =
  (log: Log, work: (record: SQSRecord) => Promise<unknown>): QueueHandler =>
  (event) => {
    const one = async (record: SQSRecord): Promise<void> => {
      try {
        await work(record);
      } catch (error) {
        log.error("message.failed", { messageId: record.messageId }, error);
        throw error;
      }
    };
    return processPartialResponse(event, one, new BatchProcessor(EventType.SQS), {
      throwOnFullBatchFailure: false,
    });
  };

const Body = z.object({ outreachId: z.string(), channel: z.enum(channels) });

export const deliverMessageOf = (record: SQSRecord): DeliverMessage => Body.parse(JSON.parse(record.body));
