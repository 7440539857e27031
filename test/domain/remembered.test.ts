import { describe, expect, it } from "vitest";
import { remembered, rememberedFew } from "#lib/domain/remembered.ts";

/** How often something was worked out, and the function that knows it. */
const counted = <Of>(made: (of: Of) => string) => {
  const asked: Of[] = [];
  return {
    asked,
    make: (of: Of) => {
      asked.push(of);
      return made(of);
    },
  };
};

it("works out once what follows from a thing, and for each thing by itself", () => {
  const { asked, make } = counted(({ name }: { name: string }) => name.toUpperCase());
  const known = remembered(make);
  const [a, b] = [{ name: "a" }, { name: "a" }];
  expect([known(a), known(b), known(a)]).toEqual(["A", "A", "A"]);
  expect(asked).toEqual([a, b]);
});

describe("what follows from one of few texts", () => {
  it("is worked out once, be it nothing", () => {
    const { asked, make } = counted((text: string) => text.trim());
    const known = rememberedFew(2, make);
    expect([known(" "), known("b"), known(" "), known("b")]).toEqual(["", "b", "", "b"]);
    expect(asked).toEqual([" ", "b"]);
  });

  it("is forgotten with all of them where they become too many", () => {
    const { asked, make } = counted((n: number) => String(n));
    const known = rememberedFew(2, make);
    expect([1, 2, 3, 3, 1].map(known)).toEqual(["1", "2", "3", "3", "1"]);
    expect(asked).toEqual([1, 2, 3, 1]);
  });
});
