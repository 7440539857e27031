import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

/**
 * Runs a command and waits on its own standard input: when that closes, because it was asked to stop or because its
 * parent is gone in whatever way, it ends the command.
 */
const tethered = `exec 3<&0
"$@" </dev/null & engine=$!
{ cat <&3 >/dev/null; kill "$engine" 2>/dev/null; } &
wait "$engine"`;

const startUp = 20_000;
const between = 25;

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

/** Any answer is one: the engines refuse a bare GET, but only once they are up. */
const answers = (endpoint: string): Promise<boolean> =>
  fetch(endpoint, { signal: AbortSignal.timeout(1_000) }).then(
    () => true,
    () => false,
  );

async function ready(child: ChildProcess, endpoint: string, said: () => string): Promise<void> {
  const deadline = Date.now() + startUp;
  while (!(await answers(endpoint))) {
    if (child.exitCode !== null) throw new Error(`the engine ended at once: ${said()}`);
    if (Date.now() > deadline) throw new Error(`the engine did not answer in ${startUp} ms: ${said()}`);
    await new Promise((wake) => setTimeout(wake, between));
  }
}

/** Starts an engine that dies with this process; it keeps neither the process nor its exit waiting. */
export async function startChild(
  command: string[],
  endpoint: string,
): Promise<{ endpoint: string; stop(): Promise<void> }> {
  // Detached, a Ctrl-C in the terminal reaches this process alone, which then stops the engine last.
  const child = spawn("/bin/sh", ["-c", tethered, "engine", ...command], { detached: true, stdio: "pipe" });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (bytes: Buffer) => {
      said = (said + bytes).slice(-2_000);
    });
    (stream as typeof stream & { unref(): void }).unref();
  }
  child.unref();
  (child.stdin as typeof child.stdin & { unref(): void }).unref();
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.ref();
    child.stdin.end();
    await ended;
  };
  try {
    await ready(child, endpoint, () => said);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, stop };
}
