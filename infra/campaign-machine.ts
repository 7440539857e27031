/**
 * The one state machine of long work over many patients: a campaign's occurrence, a segment's first round. What is done
 * is decided by the operate function; this spreads its parts and keeps their places:
 *
 *     Open → Parts (distributed: Work → More? → Wait → Work …) → Close
 *
 * A part's batch writes its messages as records; the table's stream puts them into the channels' queues, as all others.
 * Input: `{ operationId }`. A part that fails for good does not stop the others, and the operation is then not closed.
 */
export const campaignMachine = (operateFunctionArn: string): object => ({
  Comment: "One execution per generation of an operation; the rules are in lib/usecases/operations.",
  QueryLanguage: "JSONata",
  StartAt: "Open",
  States: {
    Open: {
      ...task(operateFunctionArn, { do: "open", operationId: "{% $states.input.operationId %}" }),
      Output: {
        operationId: "{% $states.input.operationId %}",
        parts: "{% $states.result.Payload.parts %}",
      },
      Next: "Parts",
    },
    Parts: {
      Type: "Map",
      // An array even of one part, or of none.
      Items: "{% [$states.input.parts] %}",
      ItemSelector: {
        operationId: "{% $states.input.operationId %}",
        part: "{% $states.context.Map.Item.Value %}",
      },
      MaxConcurrency: partsAtOnce,
      ToleratedFailurePercentage: 100,
      ItemProcessor: {
        ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
        StartAt: "Work",
        States: partStates(operateFunctionArn),
      },
      Output: { operationId: "{% $states.input.operationId %}" },
      Next: "Close",
    },
    Close: {
      ...task(operateFunctionArn, { do: "close", operationId: "{% $states.input.operationId %}" }),
      End: true,
    },
  },
});

/** Together some 10,000 patients a second: more than any sender carries, less than the table's fresh partitions take. */
const partsAtOnce = 40;

/** A batch done twice does nothing twice. These 18 hours are for mending what broke before a part fails for good. */
const retry = [
  {
    ErrorEquals: ["States.ALL"],
    IntervalSeconds: 2,
    MaxAttempts: 80,
    BackoffRate: 2,
    MaxDelaySeconds: 900,
    JitterStrategy: "FULL",
  },
];

const task = (functionArn: string, payload: object) => ({
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Arguments: { FunctionName: functionArn, Payload: payload },
  Retry: retry,
});

/** A part has 1,000 patients in batches of 100, so a child's history stays far below 25,000 events. */
const partStates = (functionArn: string) => ({
  Work: {
    ...task(functionArn, {
      do: "work",
      operationId: "{% $states.input.operationId %}",
      part: "{% $states.input.part %}",
    }),
    Output: {
      operationId: "{% $states.input.operationId %}",
      part: "{% $states.input.part %}",
      state: "{% $states.result.Payload.state %}",
      waitSeconds: "{% $states.result.Payload.waitSeconds %}",
    },
    Next: "More?",
  },
  "More?": {
    Type: "Choice",
    Choices: [
      { Condition: "{% $states.input.state != 'more' %}", Next: "Done" },
      { Condition: "{% $states.input.waitSeconds > 0 %}", Next: "Wait" },
    ],
    Default: "Work",
  },
  Wait: { Type: "Wait", Seconds: "{% $states.input.waitSeconds %}", Next: "Work" },
  Done: { Type: "Succeed" },
});
