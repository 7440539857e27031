import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import type { Operations } from "#lib/ports.ts";

/** An execution's name has 80 characters at most; a campaign's id alone may have 64. */
const longestName = 80;

/** The operation machine: one execution a generation, so that a repeated start is the same start. */
export const sfnOperations = (client: SFNClient, stateMachineArn: string): Operations => ({
  async start(operationId, generation) {
    const ending = `-${generation}`;
    const name = `${operationId.slice(-(longestName - ending.length))}${ending}`;
    const input = JSON.stringify({ operationId });
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input }));
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  },
});
