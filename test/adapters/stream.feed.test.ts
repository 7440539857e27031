import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { dynamoClient } from "#lib/adapters/dynamodb/client.ts";
import { dynamoRecords } from "#lib/adapters/dynamodb/records.ts";
import { changeFrom } from "#lib/adapters/dynamodb/stream.ts";
import { ensureTable } from "#lib/adapters/dynamodb/table.ts";
import { localFeed } from "#lib/adapters/local/engine/feed.ts";
import { type EngineName, NoEngine, startEngine } from "#lib/adapters/local/engine/start.ts";
import type { Fact } from "#lib/domain/fact.ts";
import { describeOnEngine } from "./records.engine.ts";
import { factOf, newPatient } from "./samples.ts";

const tableName = "followthrough-kept";
const folder = mkdtempSync(join(tmpdir(), "followthrough-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One life of an engine on a folder: writes one fact, and says what a feed from `position` then hears. */
async function life(engine: EngineName, name: string, position?: string) {
  const dataFolder = join(folder, engine);
  const { endpoint, stop } = await startEngine({ engine, dataFolder });
  const client = dynamoClient(endpoint);
  await ensureTable(client, tableName);
  await dynamoRecords(client, tableName).save([factOf(newPatient(), name)]);
  const feed = await localFeed(endpoint, tableName, position);
  const heard = (await feed.poll())
    .flatMap((record) => changeFrom(record) ?? [])
    .map(({ after }) => (after.data as Fact).value);
  await stop();
  return { heard, position: feed.position() };
}

for (const engine of ["dynoxide", "dynamodb-local"] as const)
  await describeOnEngine(engine, () => {
    it("keeps records and stream between runs, and a feed goes on where the last one ended", async () => {
      const first = await life(engine, "one");
      expect(first.heard).toEqual(["one"]);
      const second = await life(engine, "two", first.position);
      expect(second.heard).toEqual(["two"]);
      const fromTheStart = await life(engine, "three");
      expect(fromTheStart.heard).toEqual(["one", "two", "three"]);
    });

    it("tells instants in seconds, as Lambda does, and hears a writer that comes later", async () => {
      const { endpoint, stop } = await startEngine({ engine });
      const client = dynamoClient(endpoint);
      await ensureTable(client, tableName);
      const feed = await localFeed(endpoint, tableName);
      expect(await feed.poll()).toEqual([]);
      await dynamoRecords(client, tableName).save([factOf(newPatient(), "later")]);
      const [record] = await feed.poll();
      expect(record?.eventName).toBe("INSERT");
      expect(
        new Date((record?.dynamodb?.ApproximateCreationDateTime ?? 0) * 1000).getFullYear(),
      ).toBeGreaterThan(2024);
      await stop();
    });

    it("ends with the process that started it, even when that is killed", async () => {
      const script = `
        import { startEngine } from "#lib/adapters/local/engine/start.ts";
        console.log((await startEngine({ engine: "${engine}" })).endpoint);
        setInterval(() => {}, 1000);`;
      const parent = spawn(process.execPath, ["--input-type=module-typescript", "-e", script], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const [said] = await once(parent.stdout, "data");
      const endpoint = String(said).trim();
      expect((await fetch(endpoint)).status).toBeGreaterThan(0);
      parent.kill("SIGKILL");
      const isGone = () =>
        fetch(endpoint).then(
          () => false,
          () => true,
        );
      for (let tries = 0; tries < 100 && !(await isGone()); tries++) await pause(50);
      expect(await isGone()).toBe(true);
    });
  });

it("says what to do where there is no engine to be found", async () => {
  const before = process.env.DYNAMODB_ENDPOINT;
  delete process.env.DYNAMODB_ENDPOINT;
  const started = startEngine({ engine: "endpoint" });
  await expect(started).rejects.toBeInstanceOf(NoEngine);
  await expect(started).rejects.toThrow(/DYNAMODB_ENDPOINT.*Java 17/);
  if (before) process.env.DYNAMODB_ENDPOINT = before;
});

it("uses the engine at DYNAMODB_ENDPOINT and leaves it running", async () => {
  const before = process.env.DYNAMODB_ENDPOINT;
  process.env.DYNAMODB_ENDPOINT = "http://127.0.0.1:1";
  const engine = await startEngine();
  expect(engine).toMatchObject({ name: "endpoint", endpoint: "http://127.0.0.1:1" });
  await engine.stop();
  if (before) process.env.DYNAMODB_ENDPOINT = before;
  else delete process.env.DYNAMODB_ENDPOINT;
});
