import { describe, expect, it } from "vitest";
import * as z from "zod";
import { readEnv, wired } from "#lib/lambda/env.ts";

describe("a function's environment", () => {
  const schema = z.object({ TABLE_NAME: z.string(), SECRET: z.string().min(20) });

  it("is read by its schema, and holds nothing else", () => {
    const env = { TABLE_NAME: "t", SECRET: "x".repeat(20), HOME: "/" };
    expect(readEnv(schema, env)).toEqual({ TABLE_NAME: "t", SECRET: "x".repeat(20) });
  });

  it("is refused by the names of what is wrong, never by a value", () => {
    expect(() => readEnv(schema, { SECRET: "hunter2" })).toThrow(
      "environment variables missing or malformed: TABLE_NAME, SECRET",
    );
  });
});

describe("wiring", () => {
  const counted = () => {
    let made = 0;
    return { make: () => ++made, made: () => made };
  };

  it("waits for the first use on a developer's machine, and is done once", () => {
    const { make, made } = counted();
    const get = wired(make, {});
    expect(made()).toBe(0);
    expect([get(), get(), made()]).toEqual([1, 1, 1]);
  });

  it("is done at once on Lambda, so that a fault shows when it is deployed", () => {
    const { make, made } = counted();
    wired(make, { AWS_LAMBDA_FUNCTION_NAME: "api" });
    expect(made()).toBe(1);
    const broken = () =>
      wired(
        () => {
          throw new Error("no table");
        },
        { AWS_LAMBDA_FUNCTION_NAME: "api" },
      );
    expect(broken).toThrow("no table");
  });
});
