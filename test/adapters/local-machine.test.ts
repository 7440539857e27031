import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { journeyMachine } from "#infra/journey-machine.ts";
import { type LocalMachine, localMachine } from "#lib/adapters/local/machine/machine.ts";
import { describeWithSharedData, sharedText } from "#test/support/shared-data.ts";

const start = Date.parse("2026-06-01T12:00:00.000Z");
const document = journeyMachine({ advanceFunctionArn: "advance", tableName: "table" });

type Named = { name: string };
const failure = (name: string) => Object.assign(new Error("as told"), { name });

/** A clock that moves by hand, an Advance that answers as told, and a table that takes every token. */
function world(advance: (n: number, payload: { enrollmentId: string; turns: number }) => object) {
  const seen = { now: start, calls: [] as { enrollmentId: string; turns: number }[], tokens: [] as string[] };
  let refuse: Named | undefined;
  const machine: LocalMachine = localMachine({
    document,
    clock: { now: () => new Date(seen.now).toISOString() },
    lambda: async (_name, payload) => {
      const call = payload as { enrollmentId: string; turns: number };
      seen.calls.push(call);
      return {
        enrollmentId: call.enrollmentId,
        state: "waiting",
        waitSeconds: 3600,
        seenSeq: 0,
        key: { PK: "p", SK: "s" },
        turns: call.turns + 1,
        ...advance(seen.calls.length, call),
      };
    },
    updateItem: async (input) => {
      const failing = refuse;
      refuse = undefined;
      if (failing) throw failing;
      const values = (input as { ExpressionAttributeValues: { ":token": { S: string } } })
        .ExpressionAttributeValues;
      seen.tokens.push(values[":token"].S);
    },
  });
  const to = async (seconds: number) => {
    for (let due = machine.due(); due && Date.parse(due) <= start + seconds * 1000; due = machine.due()) {
      seen.now = Date.parse(due);
      await machine.runDue(due);
    }
    seen.now = start + seconds * 1000;
  };
  return {
    machine,
    seen,
    to,
    refuseOnce: (name: string) => {
      refuse = failure(name);
    },
  };
}

describe("the state machine on this machine", () => {
  it("takes three transitions a turn, and waits for news or the timeout", async () => {
    const { machine, seen, to } = world(() => ({}));
    await machine.start("enr_1");
    expect(machine.transitions()).toBe(3);
    expect(machine.due()).toBe("2026-06-01T13:00:00.000Z");
    await to(3600);
    expect(seen.calls).toHaveLength(2);
    await machine.wake(seen.tokens.at(-1) as string);
    expect(seen.calls.map((c) => c.turns)).toEqual([0, 1, 2]);
    expect(machine.transitions()).toBe(9);
    expect(
      machine
        .history("enr_1")
        .map((h) => `${h.state} ${h.event}`)
        .slice(0, 5),
    ).toEqual([
      "Advance entered",
      "Finished? entered",
      "Await news entered",
      "Await news timed out",
      "Advance entered",
    ]);
  });

  it("ends when the journey has", async () => {
    const { machine } = world(() => ({ state: "ended" }));
    await machine.start("enr_1");
    expect(machine.executions().map((e) => e.status)).toEqual(["SUCCEEDED"]);
    expect(machine.due()).toBeUndefined();
  });

  it("starts an enrollment once, whatever is repeated", async () => {
    const { machine, seen } = world(() => ({}));
    await Promise.all([machine.start("enr_1"), machine.start("enr_1")]);
    await machine.start("enr_1");
    expect(seen.calls).toHaveLength(1);
  });

  it("takes no harm from a token that is used up, timed out or unknown", async () => {
    const { machine, seen, to } = world(() => ({}));
    await machine.start("enr_1");
    await to(3600);
    await machine.wake(seen.tokens[0] as string);
    await machine.wake("never given");
    expect(seen.calls).toHaveLength(2);
    const token = seen.tokens[1] as string;
    await Promise.all([machine.wake(token), machine.wake(token)]);
    expect(seen.calls).toHaveLength(3);
  });

  it("goes straight back to Advance when unseen news is there", async () => {
    const { machine, seen, refuseOnce } = world(() => ({}));
    refuseOnce("ConditionalCheckFailedException");
    await machine.start("enr_1");
    expect(seen.calls).toHaveLength(2);
    expect(seen.tokens).toHaveLength(1);
  });

  it("tries a turn again after a fault, later each time, and fails visibly in the end", async () => {
    const { machine, seen, to } = world(() => {
      throw failure("Lambda.TooManyRequestsException");
    });
    await machine.start("enr_1");
    expect(machine.due()).toBe("2026-06-01T12:00:01.000Z");
    await to(3);
    expect(seen.calls).toHaveLength(3);
    await to(7 * 86_400);
    expect(machine.executions()[0]).toMatchObject({
      status: "FAILED",
      error: { Error: "Lambda.TooManyRequestsException" },
    });
    expect(seen.calls).toHaveLength(9);
  });

  it("gives a broken function most of a day to be mended", async () => {
    const { machine, to } = world((n) => {
      if (n < 8) throw failure("TypeError");
      return {};
    });
    await machine.start("enr_1");
    await to(86_400);
    expect(machine.executions()[0]).toMatchObject({ status: "RUNNING", state: "Await news" });
  });

  it("waits again under a new token when the table did not answer", async () => {
    const { machine, seen, to, refuseOnce } = world(() => ({}));
    refuseOnce("InternalServerErrorException");
    await machine.start("enr_1");
    expect(seen.tokens).toHaveLength(0);
    await to(1);
    expect(seen.tokens).toHaveLength(1);
    expect(seen.calls).toHaveLength(1);
  });

  it("waits out an error of the table that no rule names, for a failed journey is silence", async () => {
    const { machine, seen, to, refuseOnce } = world(() => ({}));
    refuseOnce("ServiceUnavailableException");
    await machine.start("enr_1");
    await to(29);
    expect(seen.tokens).toHaveLength(0);
    await to(30);
    expect(seen.tokens).toHaveLength(1);
  });

  it("continues as a new execution before its history is full", async () => {
    const { machine, seen, to } = world(() => ({}));
    await machine.start("enr_1");
    await to(3600 * 1005);
    expect(machine.executions().map((e) => [e.name, e.status])).toEqual([
      ["enr_1", "SUCCEEDED"],
      ["enr_1-2", "SUCCEEDED"],
      ["enr_1-3", "RUNNING"],
    ]);
    expect(new Set(seen.calls.map((c) => c.enrollmentId))).toEqual(new Set(["enr_1"]));
    expect(Math.max(...seen.calls.map((c) => c.turns))).toBe(499);
    expect(machine.executions()[1]?.input).toEqual({ enrollmentId: "enr_1", generation: 2 });
  });

  it("continues as a new execution before it is a year old", async () => {
    const month = 30 * 86_400;
    const { machine, to } = world(() => ({ waitSeconds: month }));
    await machine.start("enr_1");
    await to(11 * month);
    expect(machine.executions().map((e) => e.name)).toEqual(["enr_1", "enr_1-2"]);
  });

  it.each<[string, (d: { States: Record<string, Record<string, unknown>> }) => void]>([
    [
      "a type",
      (d) => {
        d.States.Ended = { Type: "Parallel" };
      },
    ],
    [
      "a field",
      (d) => {
        Object.assign(d.States.Advance ?? {}, { HeartbeatSeconds: 5 });
      },
    ],
    [
      "a resource",
      (d) => {
        Object.assign(d.States.Advance ?? {}, { Resource: "arn:aws:states:::sqs:sendMessage" });
      },
    ],
    [
      "a missing state",
      (d) => {
        delete d.States.Ended;
      },
    ],
  ])("refuses a document with %s it does not know", (_name, spoil) => {
    const spoilt = structuredClone(document) as { States: Record<string, Record<string, unknown>> };
    spoil(spoilt);
    expect(() => localMachine({ ...nowhere, document: spoilt })).toThrow(/the runner|there is no state/);
  });
});

const nowhere = {
  clock: { now: () => new Date(start).toISOString() },
  lambda: async () => ({}),
  updateItem: async () => {},
};

describeWithSharedData("the runner against LocalStack's JSONata state machines", () => {
  type Loose = Record<string, unknown>;
  /** Its `Pass` states only end there: `Succeed` is the same. Query language is on the document here. */
  const load = (name: string, input: object) => {
    const doc = parse(sharedText(`07-asl/localstack/${name}.json5`)) as { States: Record<string, Loose> };
    const States = Object.fromEntries(
      Object.entries(doc.States).map(([key, { QueryLanguage: _, End: __, ...state }]) => [
        key,
        state.Type === "Pass" && !state.Next ? { ...state, Type: "Succeed" } : state,
      ]),
    );
    const Before = {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Arguments: {},
      Output: input,
      Next: (doc as unknown as { StartAt: string }).StartAt,
    };
    return { QueryLanguage: "JSONata", StartAt: "Before", States: { Before, ...States } };
  };
  const run = async (name: string, input: object) => {
    const machine = localMachine({ ...nowhere, document: load(name, input) });
    await machine.start("x");
    return machine.executions()[0];
  };

  // The inputs are ours; which state is right is read off the machine.
  it.each([
    [{ type: "Public", value: 3 }, "Public"],
    [{ type: "Private", value: 0 }, "ValueIsZero"],
    [{ type: "Private", value: 22 }, "ValueInTwenties"],
    [{ type: "Private", value: 3 }, "DefaultState"],
  ])("chooses for %j the state %s", async (input, state) => {
    expect((await run("scenarios__choice_state_aws_scenario_jsonata", input))?.state).toBe(state);
  });

  it.each([
    [true, "SUCCEEDED", "Condition Output block"],
    [false, "FAILED", undefined],
  ])("gives the Output of the rule that was met (%s)", async (condition, status, output) => {
    const execution = await run("outputdecl__choice_condition_jsonata", { condition });
    expect([execution?.status, execution?.output]).toEqual([status, output]);
  });

  it("takes a constant for a condition, and a Fail's error from its input", async () => {
    expect((await run("scenarios__choice_state_condition_constant_jsonata", {}))?.state).toBe(
      "ConditionTrue",
    );
    const failed = await run("scenarios__fail_error_jsonata", { error: "MyError" });
    expect(failed?.error?.Error).toBe("MyError");
  });

  it("fails where an expression has no result, as AWS does", async () => {
    const execution = await run("assign__base_undefined_output_field", {});
    expect(execution?.error?.Error).toBe("States.QueryEvaluationError");
  });
});
