import { describe, expect, it } from "vitest";
import type { Assembly, Resource } from "../support/assembly.ts";

type Policy = { Statement: { Action: string | string[] }[] };

/** Actions of the role of a function, of its own policy only. */
function actionsOf(assembly: Assembly, name: string): string[] {
  const [made] = assembly
    .all("AWS::Lambda::Function")
    .filter(({ Properties }) => Properties.FunctionName.endsWith(`-${name}`));
  const role = made?.Properties.Role["Fn::GetAtt"][0];
  return assembly
    .all("AWS::IAM::ManagedPolicy")
    .filter(({ stack, Properties }) => stack === made?.stack && Properties.Roles[0].Ref === role)
    .flatMap(({ Properties }) => (Properties.PolicyDocument as Policy).Statement)
    .flatMap(({ Action }) => Action)
    .filter((action) => !/^(logs|xray|kms):/.test(action))
    .sort();
}

const records = [
  "dynamodb:BatchGetItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:GetItem",
  "dynamodb:PutItem",
  "dynamodb:Query",
  "dynamodb:Query",
];
const own = [
  "sqs:ChangeMessageVisibility",
  "sqs:DeleteMessage",
  "sqs:GetQueueAttributes",
  "sqs:ReceiveMessage",
];
const schedules = ["iam:PassRole", "scheduler:CreateSchedule", "scheduler:DeleteSchedule"];
const stream = [
  "dynamodb:DescribeStream",
  "dynamodb:GetRecords",
  "dynamodb:GetShardIterator",
  "sqs:SendMessage",
];

/** The provider's opt-out list, and nothing else of its numbers. */
const tell = ["sms-voice:DeleteOptedOutNumber", "sms-voice:PutOptedOutNumber"];

/** What each function may do, to the letter: a right more or less is a decision. */
const rights: [string, string[]][] = [
  ["api", records],
  ["advance", records],
  ["inbound", [...records, ...own, ...tell]],
  ["receipts", [...records, ...own]],
  ["deliver-sms", [...records, ...own, ...tell, "sms-voice:SendTextMessage"]],
  ["opt-outs", [...records, ...tell, "sms-voice:DescribeOptedOutNumbers"]],
  ["sweep", [...records, ...schedules, "sqs:SendMessage"]],
  ["reconcile", [...records, "sqs:SendMessage"]],
  ["stream", [...records, ...schedules, ...stream, "states:SendTaskSuccess", "states:StartExecution"]],
];

/** Of channels that not every customer has. */
const channelRights: [string, string[]][] = [
  ["deliver-voice", [...records, ...own, "sms-voice:SendVoiceMessage"]],
  ["deliver-whatsapp", [...records, ...own, "social-messaging:SendWhatsAppMessage"]],
  ["keys", [...records, ...tell]],
];

export function enginePromises(assembly: Assembly): void {
  const there = channelRights.filter(([name]) => actionsOf(assembly, name).length > 0);

  describe("the engine", () => {
    it.each([...rights, ...there])("lets %s do what it does and nothing else", (name, actions) => {
      const found = new Set(actionsOf(assembly, name));
      expect([...found]).toEqual([...new Set(actions)].sort());
    });

    const mappings = assembly.all("AWS::Lambda::EventSourceMapping");
    const fromStream = ({ Properties }: Resource) => "StartingPosition" in Properties;

    it("follows the stream in order, halves a batch that fails, and sets aside what fails for good", () => {
      expect(mappings.filter(fromStream).map(({ Properties }) => Properties)).toEqual([
        expect.objectContaining({
          StartingPosition: "TRIM_HORIZON",
          BisectBatchOnFunctionError: true,
          FunctionResponseTypes: ["ReportBatchItemFailures"],
          MaximumRetryAttempts: 20,
          DestinationConfig: { OnFailure: { Destination: expect.anything() } },
        }),
      ]);
    });

    it("takes back from a batch what failed, and no more", () => {
      for (const { Properties } of mappings)
        expect(Properties.FunctionResponseTypes).toEqual(["ReportBatchItemFailures"]);
    });

    it("hides a message six times as long as its consumer may work", () => {
      const seconds = new Map(
        assembly
          .all("AWS::Lambda::Function")
          .map(({ Properties }) => [Properties.FunctionName, Properties.Timeout]),
      );
      for (const { Properties } of assembly.all("AWS::SQS::Queue"))
        if (seconds.has(Properties.QueueName))
          expect(Properties.VisibilityTimeout).toBe(6 * seconds.get(Properties.QueueName));
    });

    it("sweeps every quarter of an hour, reconciles every five minutes, compares opt-outs every day", () => {
      const rates = assembly
        .all("AWS::Scheduler::Schedule")
        .map(({ Properties }) => Properties.ScheduleExpression);
      expect(rates.sort()).toEqual(["rate(1440 minutes)", "rate(15 minutes)", "rate(5 minutes)"]);
    });

    it("carries new audit lines, and only those, to the archive", () => {
      const [pipe] = assembly.all("AWS::Pipes::Pipe");
      const [filter] = pipe?.Properties.SourceParameters.FilterCriteria.Filters ?? [];
      expect(JSON.parse(filter.Pattern)).toEqual({
        eventName: ["INSERT"],
        dynamodb: { NewImage: { kind: { S: ["audit"] } } },
      });
    });
  });
}
