import {
  ExecutionAlreadyExists,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from "@aws-sdk/client-sfn";
import type { JourneyMachine } from "#lib/ports.ts";

/** The one Standard state machine of all journeys. */
export const sfnMachine = (client: SFNClient, stateMachineArn: string): JourneyMachine => ({
  /**
   * An execution's name is taken for 90 days after it ended, which is what makes starting idempotent: a repeated
   * trigger never runs an enrollment twice. A continued enrollment is a new generation, so it has a new name.
   */
  async start(enrollmentId, generation = 1) {
    const name = `${enrollmentId}-${generation}`;
    const input = JSON.stringify({ enrollmentId });
    await unless(
      [ExecutionAlreadyExists],
      client.send(new StartExecutionCommand({ stateMachineArn, name, input })),
    );
  },
  /** The output is empty: what happened is in the enrollment's inbox. */
  async wake(taskToken) {
    await unless(
      [TaskTimedOut, TaskDoesNotExist, InvalidToken],
      client.send(new SendTaskSuccessCommand({ taskToken, output: "{}" })),
    );
  },
});

type ErrorClass =
  | typeof ExecutionAlreadyExists
  | typeof TaskTimedOut
  | typeof TaskDoesNotExist
  | typeof InvalidToken;

async function unless(fine: ErrorClass[], call: Promise<unknown>) {
  try {
    await call;
  } catch (error) {
    if (!fine.some((kind) => error instanceof kind)) throw error;
  }
}
