import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keepFrozen } from "#lib/adapters/local/keep-frozen.ts";

const isFrozenToItsDepth = (value: unknown): boolean =>
  value === null ||
  typeof value !== "object" ||
  (Object.isFrozen(value) && Object.values(value).every(isFrozenToItsDepth));

/** What a caller may hand over: `undefined` in every place, names and texts of all kinds. */
const data = fc.dictionary(
  fc.string({ unit: "binary" }),
  fc.anything({ values: [fc.string({ unit: "binary" }), fc.double(), fc.boolean(), fc.constant(undefined)] }),
  { noNullPrototype: true },
);

describe("what the twin keeps", () => {
  it("is what JSON would give back, frozen to its depth, and no larger than is said", () => {
    fc.assert(
      fc.property(data, (value) => {
        const { value: kept, atMost } = keepFrozen(value);
        const text = JSON.stringify(value);
        expect(JSON.stringify(kept)).toBe(text);
        expect(isFrozenToItsDepth(kept)).toBe(true);
        expect(atMost + 2).toBeGreaterThanOrEqual(Buffer.byteLength(text));
      }),
    );
  });

  it("is a copy: what was handed over stays the caller's, to change as it likes", () => {
    const list = [1];
    const { value } = keepFrozen({ list, at: new Date(0) as unknown });
    list.push(2);
    expect(value).toStrictEqual({ list: [1], at: "1970-01-01T00:00:00.000Z" });
  });
});
