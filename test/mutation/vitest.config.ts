import { defineConfig } from "vitest/config";

/** The tests that mutants are tried against: those of the rules and of the use cases, which need no engine and no browser. */
export default defineConfig({
  test: {
    include: ["test/domain/**/*.test.ts", "test/usecases/**/*.test.ts", "test/models/**/*.test.ts"],
    testTimeout: 30_000,
  },
});
