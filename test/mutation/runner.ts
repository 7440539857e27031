import { globSync } from "node:fs";
import { registerHooks } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext } from "@stryker-mutator/api/core";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import fc from "fast-check";
import { chosenTests } from "./chosen-tests.ts";

/**
 * Tries mutants in one process that has read all tests once: some 20 ms a mutant, where vitest's runner takes one to three
 * seconds, so that the whole of lib/domain is an hour's work and not a week's.
 *
 * What a test leaves behind could be taken for the next mutant's doing. So the test that kills a mutant is tried again
 * without it: where it fails then too, the process is put away and the mutant tried in a new one. What the rules remember
 * is forgotten before each (`forgetting.ts`), or a mutant would seem to survive because what it changes was kept from before;
 * survivors of what a test works out once are worth a run with vitest's runner (`npm run mutate -- --testRunner vitest`).
 */
type Tests = typeof import("./tests.ts");
type Ran = TestResult & { timeSpentMs: number };

class InProcessRunner implements TestRunner {
  readonly #mutants: InstrumenterContext;
  #tests: Tests["tests"] = new Map();
  readonly #took = new Map<string, number>();
  #forget = (): void => undefined;
  #tried = 0;
  #dirty = false;

  constructor() {
    const all = globalThis as unknown as Record<string, InstrumenterContext>;
    all[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {};
    this.#mutants = all[INSTRUMENTER_CONSTANTS.NAMESPACE] as InstrumenterContext;
  }

  /** Said so that nothing is read anew for each mutant: those that would need it are left out (`ignoreStatic`). */
  capabilities() {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    // One counterexample kills; to look for the smallest takes a hundred times as long.
    fc.configureGlobal({ endOnFailure: true });
    // vitest's `expect` asks for its worker when it is imported; outside one it finds this.
    Object.assign(globalThis, { __vitest_worker__: { config: {}, ctx: {}, environment: { name: "node" } } });
    const declared = inPlaceOf("vitest", "test/mutation/tests.ts");
    const forgetting = inPlaceOf("remembered.ts", "test/mutation/forgetting.ts");
    ({ forget: this.#forget } = (await import(forgetting)) as typeof import("./forgetting.ts"));
    const { tests, of } = (await import(declared)) as Tests;
    for (const file of globSync(chosenTests()).sort()) {
      of(file);
      await import(pathToFileURL(resolve(file)).href);
    }
    this.#tests = tests;
  }

  async dryRun(): Promise<DryRunResult> {
    const ran: Ran[] = [];
    for (const id of this.#tests.keys()) {
      this.#mutants.currentTestId = id;
      ran.push(await this.#run(id));
    }
    delete this.#mutants.currentTestId;
    const mutantCoverage = this.#mutants.mutantCoverage;
    return { status: DryRunStatus.Complete, tests: ran, ...(mutantCoverage && { mutantCoverage }) };
  }

  async mutantRun({ activeMutant, hitLimit, testFilter }: MutantRunOptions): Promise<MutantRunResult> {
    if (this.#dirty)
      throw new Error("an earlier mutant left something behind; this one is tried in a new process");
    this.#tried += 1;
    this.#mutants.hitCount = 0;
    if (hitLimit === undefined) delete this.#mutants.hitLimit;
    else this.#mutants.hitLimit = hitLimit;
    const quickestFirst = [...(testFilter ?? this.#tests.keys())].sort(
      (a, b) => (this.#took.get(a) ?? 0) - (this.#took.get(b) ?? 0),
    );
    const ran: Ran[] = [];
    for (const id of quickestFirst) {
      this.#mutants.activeMutant = activeMutant.id;
      const last = await this.#run(id);
      delete this.#mutants.activeMutant;
      ran.push(last);
      if (last.status === TestStatus.Failed) break;
    }
    const beyond = determineHitLimitReached(this.#mutants.hitCount, hitLimit);
    const killer = ran.at(-1);
    if (!beyond && killer?.status === TestStatus.Failed) await this.#askAgain(killer.id);
    return toMutantRunResult(beyond ?? { status: DryRunStatus.Complete, tests: ran });
  }

  /** Without the mutant the test must hold. */
  async #askAgain(id: string): Promise<void> {
    delete this.#mutants.hitLimit;
    const without = await this.#run(id);
    if (without.status !== TestStatus.Failed) return;
    this.#dirty = true;
    if (this.#tried > 1) throw new Error(`${id} fails without a mutant, too`);
  }

  async #run(id: string): Promise<Ran> {
    const test = this.#tests.get(id);
    if (!test) throw new Error(`no test is called ${id}`);
    this.#forget();
    const from = performance.now();
    const told = { id, name: id, fileName: resolve(id.split(" > ")[0] as string) };
    let failure: string | undefined;
    try {
      await test.body();
    } catch (error) {
      failure = String(error);
    }
    for (const undo of test.after) await undo();
    const timeSpentMs = performance.now() - from;
    this.#took.set(id, timeSpentMs);
    if (failure === undefined) return { ...told, timeSpentMs, status: TestStatus.Success };
    return { ...told, timeSpentMs, status: TestStatus.Failed, failureMessage: failure };
  }
}

/** Whoever imports the one gets the other, which alone, and tests of the one by its path, may import it. */
function inPlaceOf(wanted: string, file: string): string {
  const url = pathToFileURL(resolve(file)).href;
  registerHooks({
    resolve: (name, context, next) =>
      name.replace(/^(\.{1,2}\/)+/, "") === wanted && context.parentURL !== url
        ? { url, shortCircuit: true }
        : next(name, context),
  });
  return url;
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "in-process", InProcessRunner)];
