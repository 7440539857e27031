/**
 * Writes one batch of new audit lines, as they came off the table's stream, into the archive. The object is named by
 * day and execution; a batch that is repeated makes a second object with the same lines, which their numbers tell.
 * A checksum goes along because S3 asks for one where Object Lock holds.
 */
export const archiveMachine = (bucket: string): object => ({
  Comment: "Audit lines into the archive",
  QueryLanguage: "JSONata",
  StartAt: "Keep",
  States: {
    Keep: {
      Type: "Task",
      Resource: "arn:aws:states:::aws-sdk:s3:putObject",
      Arguments: {
        Bucket: bucket,
        Key: "{% 'audit/' & $now('[Y0001]/[M01]/[D01]') & '/' & $states.context.Execution.Name & '.json' %}",
        // One line of JSON per audit line: the pipe hands over an array.
        Body: "{% $join($states.input.$string(dynamodb.NewImage), '\\n') %}",
        ContentType: "application/json",
        ChecksumAlgorithm: "SHA256",
      },
      Retry: [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 2, BackoffRate: 2, MaxAttempts: 5 }],
      End: true,
    },
  },
});
