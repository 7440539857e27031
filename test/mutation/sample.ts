import { globSync, readFileSync } from "node:fs";
import { randomFrom } from "../../bin/local/clinic/random.ts";

/**
 * Stretches of the rules by lot, as `--mutate` takes them: what is mutated in the whole of lib/domain takes a night.
 *
 *     npm run mutate -- --mutate "$(node test/mutation/sample.ts 40 7)"       40 stretches by seed 7
 */
const lines = 10;
const left = /^lib\/domain\/(library|api)\/|-words\.ts$|\/words\//;

const [count = 40, seed = 1] = process.argv.slice(2).map(Number);
const random = randomFrom(seed);
const stretches = globSync("lib/domain/**/*.ts")
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => !left.test(file))
  .sort()
  .flatMap((file) => {
    const length = readFileSync(file, "utf8").split("\n").length;
    return Array.from({ length: Math.ceil(length / lines) }, (_, i) => {
      const from = i * lines + 1;
      return `${file}:${from}-${Math.min(length, from + lines - 1)}`;
    });
  });
const chosen = Array.from({ length: count }, () => random.pick(stretches));
process.stdout.write([...new Set(chosen)].join(","));
