const all = [
  ...["domain", "library", "models", "usecases"].map((room) => `test/${room}/**/*.test.ts`),
  "test/functions/api-idempotency.test.ts",
];

/**
 * The tests that mutants are tried against: those of the rules and of the use cases, which need no engine and no
 * browser. `MUTATION_TESTS` names fewer (globs by commas), for a file whose rules those alone are about.
 */
export const chosenTests = (): string[] => process.env.MUTATION_TESTS?.split(",") ?? all;
