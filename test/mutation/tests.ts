import { format } from "node:util";

/**
 * What vitest's `describe` and `it` are while mutants are tried: they keep the tests, and whoever tries a mutant calls
 * those that reach it. `runner.ts` puts this module in the place of vitest for the tests, which therefore say nothing of it.
 */
export { expect, vi } from "vitest";

type Body = (...given: unknown[]) => unknown;
export type Test = { id: string; body: () => unknown; after: readonly (() => unknown)[] };

export const tests = new Map<string, Test>();
const path: string[] = [];
let after: (() => unknown)[] = [];

/** The tests that a file declares are named after it from here on. */
export function of(file: string): void {
  path.splice(0, path.length, file);
  after = [];
}

/** `%s` and `$name` are left as vitest's users wrote them; the number tells the rows apart. */
const named = (name: string, row: readonly unknown[], n: number) =>
  `${format(name, ...row).split("\n")[0]} #${n}`;
const rowOf = (given: unknown): readonly unknown[] => (Array.isArray(given) ? given : [given]);

function add(name: string, body: Body = () => undefined): void {
  const plain = [...path, name].join(" > ");
  const id = tests.has(plain) ? `${plain} (${tests.size})` : plain;
  tests.set(id, { id, body: () => body(), after });
}

function within(name: string, body: Body): void {
  path.push(name);
  body();
  path.pop();
}

const each =
  (declare: (name: string, body: Body) => void) =>
  (rows: Iterable<unknown>) =>
  (name: string, body: Body): void =>
    [...rows].forEach((given, n) => {
      const row = rowOf(given);
      declare(named(name, row, n), () => body(...row));
    });

const skip = () => undefined;
export const it = Object.assign(add, { each: each(add), skip, skipIf: (so: unknown) => (so ? skip : add) });
export const describe = Object.assign(within, { each: each(within) });
export const afterEach = (undo: () => unknown) => after.push(undo);
