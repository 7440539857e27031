import { Stack } from "aws-cdk-lib";
import { CfnScheduleGroup } from "aws-cdk-lib/aws-scheduler";
import { Construct } from "constructs";
import { type House, nameOf } from "#infra/house.ts";
import { may, type Right, together } from "#infra/rights.ts";
import type { ChannelLine } from "./channel-line.ts";
import { DeadLetters, filling } from "./dead-letters.ts";
import { NarrowRole } from "./narrow-role.ts";

/** Where one-time schedules live that put an outreach into its channel's queue when it is due. */
export class TimedOutreach extends Construct {
  private readonly lines: ChannelLine[];
  private readonly name: string;
  private readonly writer: NarrowRole;
  private readonly dead: DeadLetters;

  constructor(scope: Construct, id: string, { house, lines }: { house: House; lines: ChannelLine[] }) {
    super(scope, id);
    this.lines = lines;
    this.name = nameOf(house.settings, "outreach");
    new CfnScheduleGroup(this, "Group", { name: this.name });
    this.dead = new DeadLetters(this, "Dead", {
      house,
      name: "schedules-dead",
      of: "service",
      loses: "A message was due and did not reach its queue: a patient gets it late or not at all.",
    });
    const targets = [...lines.map(({ queue }) => queue.queue.queueArn), this.dead.queue.queueArn];
    this.writer = new NarrowRole(this, "Writer", {
      service: "scheduler.amazonaws.com",
      description: "Puts due outreach into its channel's queue",
      statements: filling(house, targets).statements ?? [],
    });
  }

  /** Where Scheduler puts what it could not begin. */
  get deadLetters(): { arn: string } {
    return { arn: this.dead.queue.queueArn };
  }

  /** To make and clear schedules, and to hand them the role they fire under. */
  get used(): Right {
    const { account, region } = Stack.of(this);
    const { roleArn } = this.writer.role;
    const schedules = `arn:aws:scheduler:${region}:${account}:schedule/${this.name}/*`;
    const own: Right = {
      variables: {
        SCHEDULE_GROUP: this.name,
        SCHEDULE_ROLE_ARN: roleArn,
        SCHEDULE_DLQ_ARN: this.dead.queue.queueArn,
      },
      statements: [
        may(["scheduler:CreateSchedule", "scheduler:DeleteSchedule"], [schedules]),
        may(["iam:PassRole"], [roleArn], {
          StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" },
        }),
      ],
      wildcards: {
        [schedules]: "A schedule is named after the outreach it carries; the group is this customer's own.",
      },
    };
    return together([own, ...this.lines.map(({ named }) => named)]);
  }
}
