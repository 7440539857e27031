import { createRequire } from "node:module";
import jsonata from "jsonata";
import { describe, expect, it } from "vitest";
import { archiveMachine } from "#infra/archive-machine.ts";

const asl = createRequire(import.meta.url)("asl-validator") as (document: unknown) => { isValid: boolean };

type Keep = { Arguments: { Key: string; Body: string } };
const document = archiveMachine("bucket") as { States: { Keep: Keep } };
const evaluate = (template: string, states: object): Promise<string> =>
  jsonata(template.replace(/^\{%|%\}$/g, "")).evaluate({}, { states });

const change = (n: number) => ({ eventName: "INSERT", dynamodb: { NewImage: { n: { N: String(n) } } } });

describe("the archive machine", () => {
  it("is a valid document", () => {
    expect(asl(document)).toMatchObject({ isValid: true });
  });

  it.each([1, 3])("writes %i audit lines of a batch, one JSON a line", async (count) => {
    const input = Array.from({ length: count }, (_, i) => change(i));
    const body = await evaluate(document.States.Keep.Arguments.Body, { input });
    expect(body.split("\n").map((line) => JSON.parse(line))).toEqual(
      input.map(({ dynamodb }) => dynamodb.NewImage),
    );
  });

  it("names the object by day and execution, under the only prefix it may write", async () => {
    const context = { Execution: { Name: "abc" } };
    const key = await evaluate(document.States.Keep.Arguments.Key, { context });
    expect(key).toMatch(/^audit\/\d{4}\/\d\d\/\d\d\/abc\.json$/);
  });
});
