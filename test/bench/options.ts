import { parseArgs } from "node:util";
import type { Size } from "./effort.ts";

export const suiteNames = ["core", "end-to-end", "flows", "bundles", "day", "peers", "queues"] as const;
export type SuiteName = (typeof suiteNames)[number];

export type Options = {
  size: Size;
  only: SuiteName[];
  /** Patients of the day. */
  patients: number;
  /** A report to be compared with. */
  compare: string | undefined;
  /** Writes results/<name>.json; `reference` also writes the tables of docs/bench.md. */
  save: string | undefined;
};

export const usage = `npm run bench -- [options]
  --full             more rounds, and the day with a million patients (a quarter of an hour or so)
  --peers            also runs the libraries and queues it is compared with; installs them first where they are not
  --only <a,b>       of ${suiteNames.join(", ")}
  --million <n>      the day with that many patients
  --compare <file>   names what is worse than in that report beyond the spread; then the exit code is 1
  --save <name>      keeps the report as test/bench/results/<name>.json; "reference" also goes into docs/bench.md`;

/** Throws a TypeError on an option it does not know. */
export function optionsOf(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      full: { type: "boolean", default: false },
      peers: { type: "boolean", default: false },
      only: { type: "string" },
      million: { type: "string" },
      compare: { type: "string" },
      save: { type: "string" },
    },
  });
  const own = suiteNames.filter((name) => values.peers || (name !== "peers" && name !== "queues"));
  const only = values.only?.split(",") ?? own;
  const stranger = only.find((name) => !suiteNames.includes(name as SuiteName));
  if (stranger) throw new TypeError(`there is no suite ${stranger}`);
  return {
    size: values.full ? "full" : "quick",
    only: suiteNames.filter((name) => only.includes(name)),
    patients: Number(values.million ?? (values.full ? 1_000_000 : 20_000)),
    compare: values.compare,
    save: values.save,
  };
}
