import { defineConfig } from "vitest/config";

/**
 * The tests that mutants are tried against: those of the rules and of the use cases, which need no engine and no
 * browser. `MUTATION_TESTS` names fewer (globs by commas), for a file whose rules those alone are about.
 */
const all = ["test/domain/**/*.test.ts", "test/usecases/**/*.test.ts", "test/models/**/*.test.ts"];

export default defineConfig({
  test: {
    include: process.env.MUTATION_TESTS?.split(",") ?? all,
    testTimeout: 30_000,
  },
});
