import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { freePort } from "#lib/adapters/local/engine/child.ts";
import { playCohort } from "../day/cohort.ts";
import { type Size, sizes } from "../effort.ts";
import { load } from "../peers/load.ts";
import { counted, type Result } from "../result.ts";

/** Jobs of a queue at once: a sender's own limit is lower. */
const concurrency = 50;

/**
 * Whoever has the binaries elsewhere than on the PATH names them: REDIS_SERVER, BEANSTALKD. A queue on a socket and our in-process day are different kinds of thing: the one has the wire and a store and no gate,
 * the other every rule, write and audit line and no wire. The numbers stand beside each other without a ratio.
 */
export async function queues(size: Size, say: (line: string) => void): Promise<Result[]> {
  const { due } = sizes[size];
  const peers = { "BullMQ on Redis": bullmq, beanstalkd };
  const results: Result[] = [];
  for (const [name, drain] of Object.entries(peers)) {
    say(`${name}: ${due.toLocaleString("en")} jobs due at one instant`);
    try {
      const seconds = await drain(due);
      results.push(counted(`${name}: drained after the instant (networked)`, "/s", due / seconds, more));
    } catch (error) {
      say(`  ${name} could not run: ${(error as Error).message.split("\n")[0]}`);
    }
  }
  const patients = Math.ceil(due / 2);
  const { dayMs, created } = await playCohort(0, Math.min(patients, 2_000));
  const note = "in process on the memory twin, planned to receipt, replies and audit included";
  results.push(counted("ours, one core: outreaches", "/s", created / (dayMs / 1000), { ...more, note }));
  return results;
}

const more = { better: "more" } as const;

/** Starts a server of this machine's and stops it whatever happens. */
async function withServer<T>(
  command: string,
  args: (port: number) => string[],
  work: (port: number) => Promise<T>,
): Promise<T> {
  const port = await freePort();
  const server = spawn(command, args(port), { stdio: "ignore" });
  const failed = once(server, "error").then(([error]) => {
    throw error;
  });
  try {
    return await Promise.race([failed, answers(port, server).then(() => work(port))]);
  } finally {
    server.kill();
  }
}

async function answers(port: number, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100 && server.exitCode === null; tries++) {
    const socket = connect(port, "127.0.0.1");
    const up = await Promise.race([
      once(socket, "connect").then(() => true),
      once(socket, "error").then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (up) return;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new Error("the server did not answer");
}

type Bull = {
  Queue: new (
    name: string,
    options: object,
  ) => { addBulk(jobs: object[]): Promise<unknown>; close(): Promise<void> };
  Worker: new (
    name: string,
    work: () => Promise<void>,
    options: object,
  ) => { on(event: string, heard: (error: Error) => void): void; close(force: boolean): Promise<void> };
};

type Redises = {
  Redis: new (
    port: number,
    host: string,
    options: object,
  ) => { on(event: "error", heard: () => void): void; disconnect(): void };
};

const bulk = 1_000;
/** Enough to put them all in before the first is due. */
const leadMs = (count: number): number => 2_000 + count / 5;

const bullmq = (count: number): Promise<number> =>
  withServer(
    process.env.REDIS_SERVER ?? "redis-server",
    (port) => ["--port", String(port), "--save", "", "--appendonly", "no"],
    async (port) => {
      const { Queue, Worker } = (await load("bullmq")) as Bull;
      const { Redis } = (await load("ioredis")) as Redises;
      const connection = new Redis(port, "127.0.0.1", { maxRetriesPerRequest: null });
      connection.on("error", () => undefined);
      const queue = new Queue("due", { connection, defaultJobOptions: { removeOnComplete: true } });
      const at = Date.now() + leadMs(count);
      for (let from = 0; from < count; from += bulk)
        await queue.addBulk(
          Array.from({ length: Math.min(bulk, count - from) }, (_, i) => ({
            name: "deliver",
            data: { outreachId: `out_${from + i}` },
            opts: { delay: Math.max(0, at - Date.now()) },
          })),
        );
      if (Date.now() > at) throw new Error("putting the jobs in took longer than the lead");
      let done = 0;
      let finished = (): void => undefined;
      const all = new Promise<void>((resolve) => {
        finished = resolve;
      });
      const work = async (): Promise<void> => {
        done += 1;
        if (done === count) finished();
      };
      const worker = new Worker("due", work, { connection, concurrency });
      worker.on("error", () => undefined);
      await all;
      const seconds = (Date.now() - at) / 1000;
      await worker.close(true);
      await queue.close();
      connection.disconnect();
      return seconds;
    },
  );

type Job = { id: string };
type Jackd = {
  default: new () => {
    connect(to: object): Promise<unknown>;
    put(payload: string, options: object): Promise<string>;
    reserve(): Promise<Job>;
    delete(id: string): Promise<void>;
    disconnect(): Promise<void>;
  };
};

const beanstalkd = (count: number): Promise<number> =>
  withServer(
    process.env.BEANSTALKD ?? "beanstalkd",
    (port) => ["-l", "127.0.0.1", "-p", String(port)],
    async (port) => {
      const { default: Client } = (await load("jackd")) as Jackd;
      const open = async () => {
        const client = new Client();
        await client.connect({ host: "127.0.0.1", port });
        return client;
      };
      const clients = await Promise.all(Array.from({ length: 8 }, open));
      const at = Date.now() + leadMs(count);
      await Promise.all(
        clients.map(async (client, i) => {
          for (let n = i; n < count; n += clients.length)
            // Whole seconds are what it knows.
            await client.put(`out_${n}`, { delay: Math.max(0, Math.round((at - Date.now()) / 1000)) });
        }),
      );
      if (Date.now() > at) throw new Error("putting the jobs in took longer than the lead");
      await new Promise((wake) => setTimeout(wake, at - Date.now()));
      let left = count;
      await Promise.all(
        clients.map(async (client) => {
          while (left > 0) {
            left -= 1;
            await client.delete((await client.reserve()).id);
          }
        }),
      );
      const seconds = (Date.now() - at) / 1000;
      for (const client of clients) await client.disconnect();
      return seconds;
    },
  );
