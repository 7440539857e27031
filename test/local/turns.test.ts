import { describe, expect, it } from "vitest";
import { Turns } from "../../bin/local/turns.ts";

describe("turns", () => {
  it("never has two at work, keeps their order, and outlives one that fails", async () => {
    const turns = new Turns();
    const story: string[] = [];
    const work = (name: string, fails = false) =>
      turns.take(async () => {
        story.push(`${name} begins`);
        await new Promise((wake) => setImmediate(wake));
        story.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      });
    const [a, b, c] = [work("a"), work("b", true), work("c")];
    await expect(b).rejects.toThrow("b");
    expect([await a, await c]).toEqual(["a", "c"]);
    expect(story).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
  });
});
