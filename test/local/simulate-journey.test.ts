import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "simulate-journey-"));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const run = (...args: string[]) =>
  spawnSync(process.execPath, ["bin/simulate-journey.ts", ...args], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64_000_000,
  });

const journey = (steps: string) => `
id: mine
purpose: care
category: test
subject: patient
enrollWhen: { event: patient.created }
start: a
steps:
${steps}
  over: { do: end, outcome: over }
`;

it("plays a journey of the library, and shows a patient's life", () => {
  const { status, stdout } = run("appointment-reminder", "--patients", "20", "--timeline", "0");
  expect(status).toBe(0);
  expect(stdout).toContain("Appointment reminder: 20 patients, 12 days");
  expect(stdout).toContain("All invariants held.");
  expect(stdout).toContain("Patient 0:");
});

it("plays several for the same patients, under one budget", () => {
  const { status, stdout } = run(
    "chronic-care-year",
    "medication-adherence",
    "--patients",
    "10",
    "--days",
    "30",
  );
  expect(status).toBe(0);
  expect(stdout).toMatch(/medication-adherence: 10 enrolled, \d+ messages/);
  expect(stdout).toMatch(/all: \d+ sent, .* a day at most/);
});

it("gives all of a long answer to a pipe", () => {
  const { stdout } = run("post-discharge", "--patients", "200", "--json");
  expect(stdout.length).toBeGreaterThan(200_000);
  expect(JSON.parse(stdout).timelines).toHaveLength(200);
});

it("plays a file of YAML whose words are not written yet", () => {
  const source = file("calm.yaml", journey("  a: { do: message, template: not-written, next: over }"));
  const { status, stdout } = run(source, "--patients", "5", "--json");
  expect(status).toBe(0);
  expect(JSON.parse(stdout).totals).toMatchObject({ patients: 5, outcomes: { over: 5 } });
});

it("ends with 1 and prints a test where an invariant broke", () => {
  const circle =
    "  a: { do: branch, cases: [{ if: patient.active, next: b }], else: over }\n  b: { do: branch, cases: [{ if: patient.active, next: a }], else: over }";
  const kept = join(folder, "kept.test.ts");
  const source = file("circle.yaml", journey(circle));
  expect(run(source, "--patients", "2").stdout).toContain('it("mine: it ended by loop"');
  expect(run(source, "--patients", "2", "--regression", kept).status).toBe(1);
  expect(readFileSync(kept, "utf8")).toContain("expect(result.faults).toEqual([]);");
});

it.each([
  ["a definition that does not fit, naming the step", "bad.yaml", journey("  a: { do: dance }"), /Step "a"/],
  ["settings that do not fit", "calm.yaml", journey("  a: { do: wait, for: P1D, next: over }"), /patients/],
])("ends with 2 for %s", (_, name, text, words) => {
  const { status, stderr } = run(file(name, text), "--patients", "100000");
  expect(status).toBe(2);
  expect(stderr).toMatch(words);
});
