import { describe, expect, it } from "vitest";
import { journeyMachine } from "#infra/journey-machine.ts";
import { localMachine } from "#lib/adapters/local/machine/machine.ts";
import type { Enrollment, Inbox } from "#lib/domain/enrollment.ts";
import { emptyInbox, withNews } from "#lib/domain/inbox.ts";
import { advance } from "#lib/domain/journey/advance.ts";
import { type AdvanceInput, turnOutput } from "#lib/domain/journey/turn-output.ts";
import { factsWith, journeyOf, Play } from "#test/support/journeys.ts";

/**
 * Every order in which writers of news, the stream and the state machine can touch the inbox, over the real functions,
 * the real document and the real runner: each touch of the table is a gate, and a schedule says whose gate opens next.
 * All schedules are run, each only up to a state that was met before. News is lost if all is quiet and some of it was not acted on: only
 * a timeout, here 30 days away, would find it.
 */
type Schedule = number[];
type Variant = { writers: number; crash?: Crash; spoil?: (call: UpdateCall) => void };
/** Where something dies once after its write was done: it is run again from its start. */
type Crash = "advance-after-save" | "await-after-store" | "stream-after-wake" | "writer-after-put";

type UpdateCall = {
  UpdateExpression: string;
  ConditionExpression?: string;
  ExpressionAttributeValues: {
    ":seen": { N: string };
    ":token": { S: string };
    ":event": { M: { type: { S: string } } };
  };
};

const now = "2026-06-03T15:00:00.000Z";
const definition = journeyOf({
  listen: { do: "wait", event: "never.comes", within: "P30D", onTimeout: "over", next: "over" },
  over: { do: "end", outcome: "over" },
});
const document = journeyMachine({ advanceFunctionArn: "advance", tableName: "table" });

class Conflict extends Error {
  override name = "ConditionalCheckFailedException";
}

async function play(schedule: Schedule, visited: Set<string>, { writers, crash, spoil }: Variant) {
  let inbox: { v: number; data: Inbox } = { v: 1, data: emptyInbox("enr") };
  let enrollment: Enrollment = new Play(definition, now).enrollment;
  let crashesLeft = crash ? 1 : 0;
  const waiting: { name: string; holds: () => unknown; open: () => void }[] = [];
  let latest: string | undefined;
  const branches: number[] = [];
  const trace: string[] = [];
  const acted = new Set<string>();
  /** `holds` tells what the waiting one carries in its hands, for telling states apart. */
  const gate = (name: string, holds: () => unknown = () => "") =>
    new Promise<void>((open) => {
      waiting.push({ name, holds, open });
    });
  /** Tokens but the latest are used up: which one it is makes no difference. */
  const kind = (token: string | undefined) => token && (token === latest ? "latest" : "old");
  const dies = (where: Crash) => crash === where && crashesLeft-- > 0;

  const machine = localMachine({
    document,
    clock: { now: () => now },
    lambda: async (_name, payload) => {
      await gate("advance reads");
      const news = inbox.data.news.filter((n) => n.seq > enrollment.seenSeq);
      const turn = advance(definition, enrollment, factsWith(), news, now);
      await gate("advance saves", () => turn.enrollment.seenSeq);
      enrollment = turn.enrollment;
      for (const { key } of news) acted.add(key);
      if (dies("advance-after-save")) throw new Error("died");
      return turnOutput(enrollment, { PK: "p", SK: "s" }, payload as AdvanceInput, now);
    },
    updateItem: async (input) => {
      const call = structuredClone(input) as UpdateCall;
      spoil?.(call);
      const values = call.ExpressionAttributeValues;
      latest = values[":token"].S;
      await gate("await stores", () => values[":seen"].N);
      if (call.ConditionExpression && inbox.data.newsSeq !== Number(values[":seen"].N)) throw new Conflict();
      const raised = call.UpdateExpression.includes("ADD #version") ? 1 : 0;
      inbox = { v: inbox.v + raised, data: { ...inbox.data, token: values[":token"].S, news: [] } };
      if (values[":event"].M.type.S === "inbox.news") throw new Error("it would wake itself for ever");
      if (dies("await-after-store"))
        throw Object.assign(new Error(), { name: "InternalServerErrorException" });
    },
  });

  const react = async (token: string | undefined): Promise<void> => {
    await gate("stream", () => kind(token));
    if (token) void machine.wake(token);
    if (dies("stream-after-wake")) await react(token);
  };
  const tell = async (key: string): Promise<void> => {
    await gate(`${key} reads`);
    const read = inbox;
    const data = withNews(read.data, { at: now, type: "patient.waved", key });
    await gate(`${key} puts`, () => [inbox.v - read.v, kind(data.token)]);
    if (data === read.data) return;
    if (inbox.v !== read.v) return tell(key);
    inbox = { v: read.v + 1, data };
    void react(data.token);
    if (dies("writer-after-put")) return tell(key);
  };

  void machine.start("enr");
  for (let w = 1; w <= writers; w++) void tell(`news ${w}`);
  for (;;) {
    await new Promise((settled) => setImmediate(settled));
    const execution = machine.executions().at(-1);
    const retry = execution?.waiting && !execution.waiting.token ? execution.waiting : undefined;
    if (retry && !waiting.some((w) => w.name === "retry"))
      void gate("retry").then(() => machine.runDue(retry.until));
    if (waiting.length === 0) break;
    const { token, ...box } = inbox.data;
    const hands = waiting.map((w) => [w.name, w.holds()]);
    const state = [box, kind(token), enrollment.seenSeq, crashesLeft, execution?.state, hands];
    if (branches.length >= schedule.length && seenBefore(visited, state)) return { branches, trace, lost: 0 };
    branches.push(waiting.length);
    const [taken] = waiting.splice(schedule[branches.length - 1] ?? 0, 1);
    trace.push(taken?.name as string);
    taken?.open();
    if (branches.length > 200) throw new Error(`it never settles: ${trace.slice(0, 30).join(", ")}`);
  }
  return { branches, trace, lost: writers - acted.size };
}

function seenBefore(visited: Set<string>, state: unknown): boolean {
  const key = JSON.stringify(state);
  if (visited.has(key)) return true;
  visited.add(key);
  return false;
}

/** Depth first over all schedules: the last choice that has another way takes it. */
async function everySchedule(variant: Variant) {
  const visited = new Set<string>();
  let schedule: Schedule | undefined = [];
  while (schedule) {
    const { branches, lost, trace }: Awaited<ReturnType<typeof play>> = await play(
      schedule,
      visited,
      variant,
    );
    if (lost > 0) return { states: visited.size, lostBy: trace };
    schedule = next(schedule, branches);
  }
  return { states: visited.size, lostBy: undefined };
}

function next(schedule: Schedule, branches: number[]): Schedule | undefined {
  for (let at = branches.length - 1; at >= 0; at--) {
    const taken = schedule[at] ?? 0;
    if (taken + 1 < (branches[at] as number))
      return [...Array.from({ length: at }, (_, i) => schedule[i] ?? 0), taken + 1];
  }
  return undefined;
}

describe("news is never lost, in any order of", () => {
  it.each<[string, Variant, number]>([
    ["one writer and the machine", { writers: 1 }, 20],
    ["two writers and the machine", { writers: 2 }, 300],
    ["three writers and the machine", { writers: 3 }, 5000],
    ["two writers, and a turn that dies after its write", { writers: 2, crash: "advance-after-save" }, 500],
    ["two writers, and a writer that dies after its write", { writers: 2, crash: "writer-after-put" }, 500],
    ["a turn that dies after its write", { writers: 1, crash: "advance-after-save" }, 20],
    ["a stored token whose answer is lost", { writers: 1, crash: "await-after-store" }, 20],
    ["a change that the stream delivers twice", { writers: 1, crash: "stream-after-wake" }, 20],
    ["a writer that dies after its write", { writers: 1, crash: "writer-after-put" }, 20],
  ])("%s", async (_name, variant, atLeast) => {
    const { states, lostBy } = await everySchedule(variant);
    expect(lostBy).toBeUndefined();
    expect(states).toBeGreaterThan(atLeast);
  });
});

describe("the same search finds the news that is lost", () => {
  it.each<[string, Variant]>([
    [
      "without the condition on the number",
      { writers: 1, spoil: (call) => void delete call.ConditionExpression },
    ],
    [
      "without raising the item's version with the token",
      {
        writers: 1,
        spoil: (call) => {
          call.UpdateExpression = call.UpdateExpression.replace(" ADD #version :one", "");
        },
      },
    ],
  ])("%s", async (_name, variant) => {
    expect((await everySchedule(variant)).lostBy).toBeDefined();
  });
});
