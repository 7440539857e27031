import { expect, it } from "vitest";
import { partId, summed } from "#lib/domain/operation.ts";

it("counts what its parts came to together, though not all came to the same", () => {
  const parts = [{ counts: { planned: 3, gone: 1 } }, { counts: {} }, { counts: { planned: 2, waiting: 4 } }];
  expect(summed(parts)).toEqual({ planned: 5, gone: 1, waiting: 4 });
  expect(summed([])).toEqual({});
});

it("has parts of its own", () => {
  const ids = [partId("op_1", 0), partId("op_1", 1), partId("op_2", 0)];
  expect(new Set(ids)).toHaveLength(3);
});
