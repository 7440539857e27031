import { expect, it } from "vitest";
import { counted, mostProblems } from "#lib/domain/journey/migration.ts";

const none = { counts: {}, problems: [] };
const lost = (n: number) => ({ enrollmentId: `e${n}`, step: "a", came: "no_step", problem: true });

it("counts what became of each run, batch by batch", () => {
  const first = counted(none, [
    { enrollmentId: "e1", came: "moved" },
    { enrollmentId: "e2", came: "moved", problem: false },
    lost(3),
  ]);
  expect(first).toEqual({
    counts: { moved: 2, no_step: 1 },
    problems: [{ enrollmentId: "e3", step: "a", reason: "no_step" }],
  });
  const second = counted(first, [
    { enrollmentId: "e4", came: "moved" },
    { enrollmentId: "e5", came: "paused", problem: true },
  ]);
  expect(second.counts).toEqual({ moved: 3, no_step: 1, paused: 1 });
  expect(second.problems).toStrictEqual([...first.problems, { enrollmentId: "e5", reason: "paused" }]);
  expect(first.counts).toEqual({ moved: 2, no_step: 1 });
});

it("names the first of those who could not be moved, and counts all", () => {
  const many = Array.from({ length: mostProblems + 20 }, (_, n) => lost(n));
  const { counts, problems } = counted(none, many);
  expect(counts).toEqual({ no_step: mostProblems + 20 });
  expect(problems.map(({ enrollmentId }) => enrollmentId)).toEqual(
    many.slice(0, mostProblems).map(({ enrollmentId }) => enrollmentId),
  );
});
