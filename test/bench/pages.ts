import { script } from "#lib/lambda/pages/script.ts";
import { invited, maria } from "#test/support/pages.ts";
import { engineStore, memoryStore, type Store } from "../../bin/local/store.ts";
import { spreadOf } from "./measure.ts";

/** What each page weighs and how long the server takes for it: `node test/bench/pages.ts`. docs/pages.md holds the numbers. */
const rounds = 40;
const names = ["visit", "question", "time", "read", "messages", "feedback", "barriers", "preferences"];

type Line = { page: string; bytes: number; ms: number[] };

async function timed(work: () => Promise<{ text: string }>): Promise<Line> {
  const ms: number[] = [];
  let bytes = 0;
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    const { text } = await work();
    ms.push(performance.now() - start);
    bytes = Buffer.byteLength(text);
  }
  return { page: "", bytes, ms };
}

async function linesOn(store: Store): Promise<Line[]> {
  const world = await invited({ store });
  const { ask, path, browser } = world;
  const door = { ...(await timed(() => ask("GET", path))), page: "the door" };
  const phone = browser();
  const start = performance.now();
  const { text } = await phone.send(path, maria);
  const in1 = {
    page: "identity check, then the visit",
    bytes: Buffer.byteLength(text),
    ms: [performance.now() - start],
  };
  const headers = { Cookie: phone.cookie };
  const lines: Line[] = [door, in1];
  for (const name of names)
    lines.push({ ...(await timed(() => ask("GET", `/p/${name}`, { headers }))), page: name });
  return lines;
}

for (const [name, make] of [
  ["memory", async () => memoryStore()],
  ["dynoxide", () => engineStore({ engine: "dynoxide" })],
] as const) {
  const store = await make();
  console.log(`\n${name}: page, KB with the script, ms (median, most of ${rounds})`);
  for (const { page, bytes, ms } of await linesOn(store)) {
    const { median, max } = spreadOf(ms);
    const kilobytes = ((bytes + script.length) / 1000).toFixed(1);
    console.log(
      `${page.padEnd(32)} ${kilobytes.padStart(5)} ${median.toFixed(1).padStart(7)} ${max.toFixed(1).padStart(7)}`,
    );
  }
  await store.stop();
}
