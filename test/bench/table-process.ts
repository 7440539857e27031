import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { memoryRecords } from "#lib/adapters/local/memory-records.ts";
import { type Records, VersionConflict } from "#lib/ports.ts";

/**
 * The memory twin in a process of its own, as a table is: what the other process then holds is its own. Started as a
 * child, this file is the table.
 */
type Verb = keyof Records;
type Question = { n: number; verb: Verb; given: unknown[] };
type Answer = { n: number; found?: unknown; conflict?: boolean; fault?: string };

export type TableProcess = { records: Records; stop(): void };

export function tableProcess(): TableProcess {
  const child = fork(fileURLToPath(import.meta.url), [], { serialization: "advanced" });
  const open = new Map<number, (answer: Answer) => void>();
  child.on("message", (answer: Answer) => {
    open.get(answer.n)?.(answer);
    open.delete(answer.n);
  });
  let asked = 0;
  const ask =
    (verb: Verb) =>
    async (...given: unknown[]): Promise<never> => {
      const n = ++asked;
      const answered = new Promise<Answer>((resolve) => open.set(n, resolve));
      child.send({ n, verb, given } satisfies Question);
      const { found, conflict, fault } = await answered;
      if (conflict) throw new VersionConflict();
      if (fault) throw new Error(fault);
      return found as never;
    };
  const records = { get: ask("get"), getMany: ask("getMany"), list: ask("list"), save: ask("save") };
  return { records, stop: () => void child.kill() };
}

/** Answers questions until its parent is gone. What its stream would tell is let go. */
function serve(): void {
  const table = memoryRecords();
  process.on("message", async ({ n, verb, given }: Question) => {
    const work = table[verb] as (...given: unknown[]) => Promise<unknown>;
    try {
      const found = await work(...given);
      table.drain();
      process.send?.({ n, found } satisfies Answer);
    } catch (error) {
      const conflict = error instanceof VersionConflict;
      process.send?.({ n, conflict, fault: String(error) } satisfies Answer);
    }
  });
  process.on("disconnect", () => process.exit());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) serve();
