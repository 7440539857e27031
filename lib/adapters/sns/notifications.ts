import * as z from "zod";
import { Instant } from "#lib/domain/words.ts";

/** What a provider published, out of whatever it came wrapped in, and when. */
export type Notification = { event: unknown; at: Instant };

const Sns = z.object({ Message: z.string(), Timestamp: Instant });
const FromLambda = z.object({ Sns });
const FromQueue = z.object({ body: z.string() });
const FromEventBridge = z.object({ detail: z.unknown(), time: Instant });

/**
 * One record of an SNS trigger, one record of an SQS queue subscribed to a topic (not raw delivery: that loses the
 * time), or one EventBridge event. Anything else gives none.
 */
export function notificationOf(record: unknown): Notification | undefined {
  const bus = FromEventBridge.safeParse(record);
  if (bus.success) return { event: bus.data.detail, at: bus.data.time };
  const queued = FromQueue.safeParse(record);
  const candidate = queued.success ? { Sns: json(queued.data.body) } : record;
  const sns = FromLambda.safeParse(candidate);
  return sns.success ? { event: json(sns.data.Sns.Message), at: sns.data.Sns.Timestamp } : undefined;
}

/** A body that is not JSON is no event of ours. */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
