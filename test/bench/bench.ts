import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { isTimed, regressions } from "./compare.ts";
import { type Options, optionsOf, usage } from "./options.ts";
import { line, machine, markdown, type Report, type Section, written } from "./report.ts";
import { suites } from "./suites.ts";

const here = (path: string): URL => new URL(path, import.meta.url);

/** Peers have a package of their own, so that nobody who does not ask for them installs them. */
function installPeers(): void {
  if (existsSync(here("peers/node_modules"))) return;
  console.log("installing the peers (npm ci --prefix test/bench/peers)…");
  execFileSync("npm", ["ci", "--ignore-scripts"], { cwd: here("peers/"), stdio: "inherit" });
}

async function run({ size, only, patients }: Options): Promise<Report> {
  const sections: Section[] = [];
  for (const [i, name] of only.entries()) {
    const { title, run: suite } = suites[name];
    const began = performance.now();
    console.log(`\n[${i + 1}/${only.length}] ${title}`);
    const results = await suite({ size, patients, say: (text) => console.log(`  · ${text}`) });
    for (const result of results) console.log(line(result));
    console.log(`  (${((performance.now() - began) / 1000).toFixed(0)} s)`);
    sections.push({ title, results });
  }
  return { machine: machine(), date: new Date().toISOString(), size, sections };
}

const startMark = "<!-- results: written by npm run bench -- --save reference -->";

function save(report: Report, name: string): void {
  writeFileSync(here(`results/${name}.json`), `${JSON.stringify(report, null, 1)}\n`);
  if (name !== "reference") return;
  const page = here("../../docs/bench.md");
  const [before] = readFileSync(page, "utf8").split(startMark);
  writeFileSync(page, `${before}${startMark}\n\n${markdown(report)}\n`);
}

/** Whether it got worse. On another machine only what is counted can. */
function compare(report: Report, file: string): boolean {
  const before = JSON.parse(readFileSync(file, "utf8")) as Report;
  const sameMachine =
    before.machine.cpu === report.machine.cpu && before.machine.node === report.machine.node;
  if (!sameMachine) console.log(`\n${file} is of another machine or Node: only what is counted is compared.`);
  const all = ({ sections }: Report) =>
    sections.flatMap(({ results }) => results).filter((result) => sameMachine || !isTimed(result));
  const worse = regressions(all(before), all(report));
  for (const { name, before: old, now, worseBy, allowed } of worse)
    console.log(
      `REGRESSION ${name}: ${written(old)} → ${written(now)}, ${(worseBy * 100).toFixed(1)} % worse (${(allowed * 100).toFixed(1)} % allowed)`,
    );
  if (worse.length === 0) console.log(`\nNothing is worse than in ${file}.`);
  return worse.length > 0;
}

if (process.argv.includes("--help")) console.log(usage);
else {
  const options = optionsOf(process.argv.slice(2));
  const busy = loadavg()[0] ?? 0;
  if (busy > 1)
    console.log(`This machine is busy (load ${busy.toFixed(1)}): ratios hold, rates are too low.`);
  if (options.only.includes("peers") || options.only.includes("queues")) installPeers();
  const report = await run(options);
  save(report, options.save ?? "last");
  if (options.compare && compare(report, options.compare)) process.exitCode = 1;
}
