import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import jsonata from "jsonata";
import { describe, expect, it } from "vitest";
import { journeyMachine } from "#infra/journey-machine.ts";
import { itemAttributes, tableKeys } from "#lib/adapters/dynamodb/keys.ts";
import { Inbox } from "#lib/domain/enrollment.ts";
import { longestWaitSeconds, type TurnOutput } from "#lib/domain/journey/turn-output.ts";
import { describeWithSharedData, sharedPath, sharedText } from "#test/support/shared-data.ts";

/** It comes without types. */
const aslValidator = createRequire(import.meta.url)("asl-validator") as (document: unknown) => {
  isValid: boolean;
  errorsText(separator: string): string;
};

type Loose = { [key: string]: Loose };

const document = () =>
  structuredClone(
    journeyMachine({
      advanceFunctionArn: "arn:aws:lambda:eu-west-1:123456789012:function:advance",
      tableName: "followthrough",
    }),
  ) as unknown as { States: Record<string, Loose> };

const output: TurnOutput = {
  enrollmentId: "enr_x",
  state: "waiting",
  waitSeconds: 5,
  seenSeq: 3,
  key: { PK: "pat_x", SK: "ENR#x#BOX" },
  turns: 7,
};

/** Every JSONata expression of the document with the state it stands in. */
function expressions(value: unknown, at = ""): [string, string][] {
  if (typeof value === "string") return /^\{%.*%\}$/s.test(value) ? [[at, value.slice(2, -2)]] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, v]) => expressions(v, `${at}/${key}`));
}

describe("the journey machine's document", () => {
  it("is valid Amazon States Language", () => {
    const { isValid, errorsText } = aslValidator(document());
    expect(errorsText("\n")).toBe("");
    expect(isValid).toBe(true);
  });

  it.each<[string, (d: ReturnType<typeof document>) => void]>([
    [
      "a state that leads nowhere known",
      (d) => {
        (d.States["Await news"] as Loose).Next = "Nowhere" as never;
      },
    ],
    [
      "a missing end",
      (d) => {
        delete d.States.Ended;
      },
    ],
    [
      "a JSONPath field in a JSONata state",
      (d) => {
        (d.States.Advance as Loose).ResultPath = "$.x" as never;
      },
    ],
    [
      "a broken expression",
      (d) => {
        (d.States["Await news"] as Loose).TimeoutSeconds = "{% $states.( %}" as never;
      },
    ],
  ])("is refused by the validator with %s", (_name, spoil) => {
    const spoilt = document();
    spoil(spoilt);
    expect(aslValidator(spoilt).isValid).toBe(false);
  });

  it("asks only for what a turn's output has", () => {
    const asked = expressions(document()).flatMap(([, e]) => [
      ...e.matchAll(/\$states\.input\.([A-Za-z]+)/g),
    ]);
    const names = new Set(asked.map((m) => m[1]));
    expect([...names].filter((n) => !((n as string) in output))).toEqual([]);
    expect(names).toContain("waitSeconds");
  });

  it("has only expressions that parse and give a value", async () => {
    const states = {
      input: output,
      result: { Payload: output },
      context: {
        Execution: { Input: { enrollmentId: "enr_x" }, StartTime: "2026-01-01T00:00:00.000Z" },
        State: { EnteredTime: "2026-01-02T00:00:00.000Z" },
        StateMachine: { Id: "arn" },
        Task: { Token: "t" },
      },
    };
    for (const [at, expression] of expressions(document()))
      expect(await jsonata(expression).evaluate(undefined, { states }), at).toBeDefined();
  });

  it("stores the token under the inbox's own names, and raises the item's version", () => {
    const { Arguments } = document().States["Await news"] as Loose;
    const call = Arguments as unknown as {
      Key: object;
      UpdateExpression: string;
      ConditionExpression: string;
      ExpressionAttributeNames: Record<string, string>;
    };
    expect(Object.keys(call.Key)).toEqual([tableKeys.partition, tableKeys.sort]);
    const names = call.ExpressionAttributeNames;
    for (const alias of ["#token", "#news", "#newsSeq"])
      expect(Object.keys(Inbox.shape)).toContain(names[alias]);
    expect(names["#data"]).toBe(itemAttributes.data);
    expect(names["#version"]).toBe(itemAttributes.version);
    expect(call.ConditionExpression).toBe("#data.#newsSeq = :seen");
    expect(call.UpdateExpression).toContain("ADD #version :one");
  });

  it("lets no execution live a year or fill its history", () => {
    const finished = JSON.stringify(document().States["Finished?"]);
    const turns = Number(/turns >= (\d+)/.exec(finished)?.[1]);
    const ageMs = Number(/\) >= (\d+)/.exec(finished)?.[1]);
    expect(turns * 13 * 3).toBeLessThan(25_000);
    expect(ageMs / 1000 + longestWaitSeconds).toBeLessThan(350 * 86_400);
  });

  it("takes ids only into an execution", () => {
    const next = (document().States["Continue as new"] as Loose).Arguments as Loose;
    expect(Object.keys(next.Input as object)).toEqual(["enrollmentId", "generation"]);
  });
});

describeWithSharedData("the validator this check relies on", () => {
  it("still tells its own valid from invalid documents", () => {
    const folder = "07-asl/asl-validator/";
    const names = readdirSync(sharedPath(folder)).filter((n) => /^(in)?valid-.*json$/.test(n));
    const wrong = names.filter((name) => {
      let valid = false;
      try {
        valid = aslValidator(JSON.parse(sharedText(folder + name))).isValid;
      } catch {
        valid = false;
      }
      return valid !== name.startsWith("valid-");
    });
    expect(names.length).toBeGreaterThan(50);
    expect(wrong).toEqual([]);
  });
});
