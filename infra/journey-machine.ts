import { itemAttributes, tableKeys } from "#lib/adapters/dynamodb/keys.ts";

/**
 * The one state machine of all journeys, in JSONata (design decision 2). What happens in a journey is decided by
 * Advance; this only keeps its place:
 *
 *     Advance → Finished? → Await news → Advance …       three transitions a turn
 *                  ├→ Ended
 *                  └→ Continue as new → Ended
 *
 * Advance answers lib/domain/journey/turn-output.ts. Input: `{ enrollmentId }`, and `generation` once continued.
 */
export function journeyMachine(names: {
  advanceFunctionArn: string;
  tableName: string;
  /** Fewer, where a test is about going on as a new execution. */
  mostTurns?: number;
}): object {
  return {
    Comment: "One execution per enrollment; the rules are in lib/domain/journey.",
    QueryLanguage: "JSONata",
    StartAt: "Advance",
    States: {
      Advance: advance(names.advanceFunctionArn),
      "Finished?": finished(names.mostTurns ?? mostTurns),
      "Await news": awaitNews(names.tableName),
      "Continue as new": continueAsNew,
      Ended: { Type: "Succeed" },
    },
  };
}

const day = 86_400;

/** A history holds 25,000 events; a turn makes 13 without retries, so this leaves 50. */
const mostTurns = 500;
/** An execution lives a year; after this and one wait of at most 30 days (turn-output.ts) it has a month left. */
const oldestDays = 300;

const advance = (functionArn: string) => ({
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Arguments: {
    FunctionName: functionArn,
    Payload: {
      enrollmentId: "{% $states.input.enrollmentId %}",
      turns: "{% $exists($states.input.turns) ? $states.input.turns : 0 %}",
    },
  },
  Output: "{% $states.result.Payload %}",
  Retry: [
    {
      ErrorEquals: [
        "Lambda.ServiceException",
        "Lambda.AWSLambdaException",
        "Lambda.SdkClientException",
        "Lambda.TooManyRequestsException",
        "Lambda.ClientExecutionTimeoutException",
      ],
      IntervalSeconds: 1,
      MaxAttempts: 8,
      BackoffRate: 2,
      MaxDelaySeconds: 60,
      JitterStrategy: "FULL",
    },
    // A turn is idempotent. These 21 hours are for mending what broke before any patient's journey fails for good.
    {
      ErrorEquals: ["States.ALL"],
      IntervalSeconds: 30,
      MaxAttempts: 8,
      BackoffRate: 4,
      MaxDelaySeconds: 6 * 3600,
    },
  ],
  Next: "Finished?",
});

const age = "$toMillis($states.context.State.EnteredTime) - $toMillis($states.context.Execution.StartTime)";

const finished = (turns: number) => ({
  Type: "Choice",
  Choices: [
    { Condition: "{% $states.input.state = 'ended' %}", Next: "Ended" },
    {
      Condition: `{% $states.input.turns >= ${turns} or ${age} >= ${oldestDays * day * 1000} %}`,
      Next: "Continue as new",
    },
  ],
  Default: "Await news",
});

const nextTurn = { enrollmentId: "{% $states.input.enrollmentId %}", turns: "{% $states.input.turns %}" };

/**
 * Stores the token in the inbox, only if no unseen news is there: else it goes straight back to Advance. It raises
 * the item's version, so that a writer of news who read the inbox before the token was there must read it again;
 * and it carries an event of its own, since the one of the last news would wake this very token.
 */
const awaitNews = (tableName: string) => ({
  Type: "Task",
  Resource: "arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken",
  TimeoutSeconds: "{% $states.input.waitSeconds %}",
  Arguments: {
    TableName: tableName,
    Key: {
      [tableKeys.partition]: { S: "{% $states.input.key.PK %}" },
      [tableKeys.sort]: { S: "{% $states.input.key.SK %}" },
    },
    ConditionExpression: "#data.#newsSeq = :seen",
    UpdateExpression: "SET #data.#token = :token, #data.#news = :empty, #event = :event ADD #version :one",
    ExpressionAttributeNames: {
      "#data": itemAttributes.data,
      "#event": itemAttributes.event,
      "#version": itemAttributes.version,
      "#newsSeq": "newsSeq",
      "#news": "news",
      "#token": "token",
    },
    ExpressionAttributeValues: {
      ":seen": { N: "{% $string($states.input.seenSeq) %}" },
      ":token": { S: "{% $states.context.Task.Token %}" },
      ":empty": { L: [] },
      ":one": { N: "1" },
      ":event": {
        M: {
          type: { S: "inbox.awaited" },
          at: { S: "{% $states.context.State.EnteredTime %}" },
          actor: { M: { type: { S: "system" }, id: { S: "journey-machine" } } },
        },
      },
    },
  },
  Output: nextTurn,
  Retry: [
    // News it has not seen: no fault, and the Catch below is what follows.
    { ErrorEquals: ["DynamoDb.ConditionalCheckFailedException"], MaxAttempts: 0 },
    {
      ErrorEquals: [
        "DynamoDb.ProvisionedThroughputExceededException",
        "DynamoDb.ThrottlingException",
        "DynamoDb.RequestLimitExceededException",
        "DynamoDb.TransactionConflictException",
        "DynamoDb.InternalServerErrorException",
        "DynamoDb.SdkClientException",
      ],
      IntervalSeconds: 1,
      MaxAttempts: 10,
      BackoffRate: 2,
      MaxDelaySeconds: 300,
      JitterStrategy: "FULL",
    },
    // Any other name an outage may have: a failed execution would leave its patient in silence.
    {
      ErrorEquals: ["States.TaskFailed"],
      IntervalSeconds: 30,
      MaxAttempts: 8,
      BackoffRate: 4,
      MaxDelaySeconds: 6 * 3600,
    },
  ],
  Catch: [
    {
      ErrorEquals: ["States.Timeout", "DynamoDb.ConditionalCheckFailedException"],
      Output: nextTurn,
      Next: "Advance",
    },
  ],
  Next: "Advance",
});

const generation =
  "$exists($states.context.Execution.Input.generation) ? $states.context.Execution.Input.generation + 1 : 2";

/** The name is the enrollment's and the generation's, so a repeated start is the same start. */
const continueAsNew = {
  Type: "Task",
  Resource: "arn:aws:states:::states:startExecution",
  Arguments: {
    StateMachineArn: "{% $states.context.StateMachine.Id %}",
    Name: `{% $states.input.enrollmentId & '-' & $string(${generation}) %}`,
    Input: { enrollmentId: "{% $states.input.enrollmentId %}", generation: `{% ${generation} %}` },
  },
  Retry: [
    {
      ErrorEquals: ["States.TaskFailed"],
      IntervalSeconds: 2,
      MaxAttempts: 8,
      BackoffRate: 3,
      MaxDelaySeconds: 3600,
      JitterStrategy: "FULL",
    },
  ],
  Catch: [{ ErrorEquals: ["StepFunctions.ExecutionAlreadyExistsException"], Next: "Ended" }],
  Next: "Ended",
};
