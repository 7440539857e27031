import { bundles } from "../core/fhir.ts";
import { samples } from "../core/samples.ts";
import { type Size, sizes } from "../effort.ts";
import { type Case, type Effort, measure, ratio, spreadOf } from "../measure.ts";
import { type Result, timedResult } from "../result.ts";
import { conditionPeers } from "./conditions.ts";
import { novuPeer, xstatePeer } from "./decisions.ts";
import { routerPeer, validatorPeer } from "./fhir.ts";
import { renderingPeers } from "./rendering.ts";

type Bout = { ours: string; cases: Case[] };

/** Peers in this process, interleaved with ours. One that cannot run is told with its error, and the rest goes on. */
export async function versus(size: Size, say: (line: string) => void): Promise<Result[]> {
  const { effort, people } = sizes[size];
  const all = samples(people);
  const patients = bundles(size === "full" ? 10 : 2).all;
  const bouts: Record<string, () => Promise<Bout>> = {
    conditions: () => conditionPeers(all),
    rendering: renderingPeers,
    "a decision (Novu)": () => novuPeer(all),
    "a turn (xstate)": () => xstatePeer(all),
    "FHIR validation": () => validatorPeer(patients),
    "FHIR intake": () => routerPeer(patients),
  };
  const results: Result[] = [];
  for (const [name, bout] of Object.entries(bouts)) {
    say(`against peers: ${name}`);
    try {
      results.push(...(await ratios(await bout(), effort)));
    } catch (error) {
      say(`  ${name} could not be compared: ${(error as Error).message.split("\n")[0]}`);
    }
  }
  return results;
}

/** Their rates, and how many times ours that is. */
async function ratios({ ours, cases }: Bout, effort: Effort): Promise<Result[]> {
  const rates = await measure(cases, effort);
  return cases.flatMap(({ name }) => {
    const own = timedResult(`vs ${name}`, "/s", spreadOf(rates.get(name) as number[]));
    if (name === ours) return [own];
    const target = name.includes("novu") ? { target: 10 } : {};
    return [own, timedResult(`vs ${name}: ours is`, "×", ratio(rates, ours, name), target)];
  });
}
