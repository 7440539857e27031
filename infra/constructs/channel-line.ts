import { Construct } from "constructs";
import type { FunctionSpec } from "#infra/functions.ts";
import type { House } from "#infra/house.ts";
import { type Right, together } from "#infra/rights.ts";
import { channelVariable } from "#lib/domain/channel-variable.ts";
import type { Channel } from "#lib/domain/words.ts";
import { type Rights, ServiceFunction } from "./service-function.ts";
import { WorkQueue } from "./work-queue.ts";

/** Batches worked on at once and their size: how a sender's own rate is kept. */
export type Pace = { atOnce: number; batch: number };

type ChannelLineProps = { house: House; channel: Channel; spec: FunctionSpec; rights: Rights; pace: Pace };

/** One channel's way out: a queue of its own, and a deliver with that channel's SDK and rights only. */
export class ChannelLine extends Construct {
  readonly queue: WorkQueue;
  private readonly channel: Channel;

  constructor(scope: Construct, id: string, { house, channel, spec, rights, pace }: ChannelLineProps) {
    super(scope, id);
    this.channel = channel;
    const { name, seconds, loses } = spec;
    this.queue = new WorkQueue(this, "Due", { house, name, seconds, loses });
    const deliver = new ServiceFunction(this, "Deliver", {
      house,
      spec,
      rights: { ...rights, queue: this.queue.emptied },
    });
    this.queue.consumedBy(deliver, pace);
  }

  /** To put an outreach into the line now. */
  get filled(): Right {
    const { queueUrl } = this.queue.queue;
    const variables = { [channelVariable("QUEUE_URL", this.channel)]: queueUrl };
    return together([this.queue.filled, { variables }]);
  }

  /** Names the line to a schedule that will. */
  get named(): Right {
    return { variables: { [channelVariable("QUEUE_ARN", this.channel)]: this.queue.queue.queueArn } };
  }
}
