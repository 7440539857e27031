import { createRequire } from "node:module";
import jsonata from "jsonata";
import { describe, expect, it } from "vitest";
import { campaignMachine } from "#infra/campaign-machine.ts";

const asl = createRequire(import.meta.url)("asl-validator") as (document: unknown) => { isValid: boolean };

type State = Record<string, never> & {
  Arguments: { Payload: Record<string, string> };
  Choices: { Condition: string; Next: string }[];
  Items: string;
  Output: Record<string, string>;
};
type Document = { States: Record<string, State & { ItemProcessor: { States: Record<string, State> } }> };

const document = campaignMachine("operate") as Document;
const part = document.States.Parts?.ItemProcessor.States as Record<string, State>;
const evaluate = (template: string, states: object): Promise<unknown> =>
  jsonata(template.replace(/^\{%|%\}$/g, "")).evaluate({}, { states });

describe("the campaign machine", () => {
  it("is a valid document", () => {
    expect(asl(document)).toMatchObject({ isValid: true });
  });

  it.each([
    [[0], [0]],
    [
      [0, 1, 2],
      [0, 1, 2],
    ],
    [[], []],
  ])("works on parts %j", async (parts, expected) => {
    const items = await evaluate(document.States.Parts?.Items as string, { input: { parts } });
    expect([...(items as number[])]).toEqual(expected);
  });

  it.each([
    ["done", 0, "Done"],
    ["parked", 0, "Done"],
    ["more", 0, "Work"],
    ["more", 60, "Wait"],
  ])("goes on from %s in %i s by %s", async (state, waitSeconds, next) => {
    for (const { Condition, Next } of part["More?"]?.Choices ?? [])
      if (await evaluate(Condition, { input: { state, waitSeconds } })) return expect(Next).toBe(next);
    expect((part["More?"] as unknown as { Default: string }).Default).toBe(next);
  });

  it("hands on ids only", async () => {
    expect(document.States.Open?.Arguments.Payload).toEqual({
      do: "open",
      operationId: "{% $states.input.operationId %}",
    });
    expect(Object.keys(part.Work?.Output ?? {})).toEqual(["operationId", "part", "state", "waitSeconds"]);
  });
});
