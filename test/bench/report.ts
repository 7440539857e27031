import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { meets, type Result } from "./result.ts";

export type Section = { title: string; results: Result[] };
export type Report = { machine: Machine; date: string; size: string; sections: Section[] };
type Machine = {
  cpu: string;
  cores: number;
  memoryGb: number;
  node: string;
  system: string;
  versions: Record<string, string>;
};

const named = ["@marcbachmann/cel-js", "liquidjs", "zod", "@aws-sdk/client-dynamodb", "@dynoxide/linux-x64"];

/** The machine and what ran on it: a number without them says nothing. */
export function machine(): Machine {
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
  );
  const all: Record<string, string> = { ...dependencies, ...optionalDependencies };
  return {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    system: `${process.platform}-${process.arch}`,
    versions: Object.fromEntries(named.flatMap((name) => (all[name] ? [[name, all[name]]] : []))),
  };
}

/** Three or four digits are what a measurement is worth. */
export function written(value: number): string {
  const size = Math.abs(value);
  if (size >= 1000) return Math.round(value).toLocaleString("en");
  if (size >= 100) return value.toFixed(0);
  return String(Number(value.toFixed(size >= 10 ? 1 : 2)));
}

const spread = ({ rounds, mad, median, min, max }: Result): string =>
  rounds < 2 ? "" : `±${((100 * mad) / (median || 1)).toFixed(1)} % (${written(min)}–${written(max)})`;

function target(result: Result): string {
  const met = meets(result);
  if (met === undefined) return "";
  const asked = `${result.better === "more" ? "≥" : "≤"} ${written(result.target as number)}`;
  return met ? `${asked} met` : `**${asked} missed**`;
}

const unit = ({ unit: name }: Result): string => (name === "" || name === "×" ? name : ` ${name}`);

export const line = (result: Result): string =>
  [
    `  ${result.name}: ${written(result.median)}${unit(result)}`,
    spread(result),
    target(result).replaceAll("*", ""),
  ]
    .filter(Boolean)
    .join("  ");

/** The tables of docs/bench.md. */
export function markdown({ machine: on, date, size, sections }: Report): string {
  const versions = Object.entries(on.versions).map(([name, version]) => `${name} ${version}`);
  const head = `Measured on ${date.slice(0, 10)} (\`${size}\`): ${on.cpu}, ${on.cores} cores, ${on.memoryGb} GB, ${on.system}, Node ${on.node}; ${versions.join(", ")}.`;
  const tables = sections.map(({ title, results }) => `### ${title}\n\n${table(results)}`);
  return [head, ...tables].join("\n\n");
}

const cell = (text: string): string => text.replaceAll("|", "\\|");

function table(results: Result[]): string {
  const rows = results.map((result) =>
    [
      cell(result.name),
      `${written(result.median)}${unit(result)}`,
      spread(result),
      [target(result), cell(result.note ?? "")].filter(Boolean).join("; "),
    ].join(" | "),
  );
  return ["what | median | spread | target, note", "--- | --- | --- | ---", ...rows]
    .map((row) => `| ${row} |`)
    .join("\n");
}
