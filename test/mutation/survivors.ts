import { readFileSync } from "node:fs";

/**
 * What survived the last run, as `--mutate` takes it: to be tried again against other tests, or by vitest's runner.
 *
 *     MUTATION_TESTS='test/**\/*.test.ts' npm run mutate -- --mutate "$(node test/mutation/survivors.ts)"
 */
type Mutant = { status: string; location: Record<"start" | "end", { line: number; column: number }> };
type Report = { files: Record<string, { mutants: Mutant[] }> };

const { files } = JSON.parse(readFileSync("reports/mutation.json", "utf8")) as Report;
const at = ({ line, column }: { line: number; column: number }) => `${line}:${column}`;
const places = Object.entries(files).flatMap(([file, { mutants }]) =>
  mutants
    .filter(({ status }) => status === "Survived" || status === "NoCoverage")
    .map(({ location: { start, end } }) => `${file}:${at(start)}-${at(end)}`),
);
process.stdout.write([...new Set(places)].join(","));
