import { describe, expect, it } from "vitest";
import type { Change, RequestRecord } from "#lib/domain/kinds.ts";
import { type Records, VersionConflict } from "#lib/ports.ts";
import { type Ask, apiWorld, maria } from "./api-world.ts";

const key = (value: string): Record<string, string> => ({ "idempotency-key": value });
const create = (world: ReturnType<typeof apiWorld>, how: Ask = {}) =>
  world.ask("POST", "/v1/patients", { body: maria, headers: key("k1"), ...how });
const patients = async (world: ReturnType<typeof apiWorld>) =>
  (await world.ask("GET", "/v1/patients")).body.items.length;

describe("Idempotency-Key", () => {
  it("gives the first answer again, marked", async () => {
    const world = apiWorld();
    const first = await create(world);
    expect(first.status).toBe(201);
    expect(first.headers["Idempotency-Replayed"]).toBeUndefined();
    const again = await create(world);
    expect(again.headers["Idempotency-Replayed"]).toBe("true");
    expect([again.status, again.text, again.headers.ETag]).toEqual([201, first.text, first.headers.ETag]);
    expect(again.headers["Cache-Control"]).toBe("no-store");
  });

  it("gives a refusal again too", async () => {
    const world = apiWorld();
    await create(world);
    const other = { headers: key("k2") };
    const refused = await create(world, other);
    expect(refused.body.code).toBe("already_exists");
    const again = await create(world, other);
    expect([again.status, again.text, again.headers["Idempotency-Replayed"]]).toEqual([
      409,
      refused.text,
      "true",
    ]);
    expect(again.headers["Content-Type"]).toBe("application/problem+json");
  });

  it("refuses another body under the same key", async () => {
    const world = apiWorld();
    await create(world);
    const told = await create(world, { body: { ...maria, reference: "someone-else" } });
    expect([told.status, told.body.code]).toEqual([422, "key_reused"]);
    expect(await patients(world)).toBe(1);
  });

  it("keeps the keys of clients apart", async () => {
    const world = apiWorld();
    await create(world);
    const told = await create(world, {
      client: "another",
      body: { ...maria, reference: "b", identifiers: [] },
    });
    expect(told.status).toBe(201);
    expect(told.headers["Idempotency-Replayed"]).toBeUndefined();
  });

  it("forgets after a day", async () => {
    const world = apiWorld();
    await create(world);
    world.now = "2026-06-03T14:59:59.000Z";
    expect((await create(world)).headers["Idempotency-Replayed"]).toBe("true");
    world.now = "2026-06-03T15:00:00.000Z";
    expect((await create(world)).body.code).toBe("already_exists");
  });

  it("takes effect once when two come at the same time", async () => {
    const world = apiWorld();
    const told = await Promise.all([create(world), create(world), create(world)]);
    const ok = told.filter(({ status }) => status === 201);
    const waiting = told.filter(({ status }) => status === 409);
    expect(ok.length + waiting.length).toBe(3);
    expect(ok.filter(({ headers }) => !headers["Idempotency-Replayed"])).toHaveLength(1);
    for (const { body, headers } of waiting) {
      expect([body.code, body.retryable]).toEqual(["in_progress", true]);
      expect(headers["Retry-After"]).toBe("1");
    }
    expect(await patients(world)).toBe(1);
  });

  it("says that the first is still running, and forgets one that died", async () => {
    let hang = true;
    const world = apiWorld((records) => ({
      ...records,
      save: (changes) =>
        hang && changes.some(({ kind }) => kind === "patient")
          ? new Promise(() => {})
          : records.save(changes),
    }));
    void create(world);
    await new Promise((resolve) => setImmediate(resolve));
    hang = false;
    expect((await create(world)).body.code).toBe("in_progress");
    world.now = "2026-06-02T15:01:00.000Z";
    expect((await create(world)).status).toBe(201);
  });

  it("frees the key after a bug of ours, for the same request may then succeed", async () => {
    let broken = true;
    const failing = (records: Records): Records => ({
      ...records,
      save: (changes) =>
        broken && changes.some(({ kind }) => kind === "patient")
          ? Promise.reject(new Error("down"))
          : records.save(changes),
    });
    const world = apiWorld(failing);
    expect((await create(world)).status).toBe(500);
    broken = false;
    const told = await create(world);
    expect([told.status, told.headers["Idempotency-Replayed"]]).toEqual([201, undefined]);
  });

  it("answers even where the note of it cannot be kept", async () => {
    let notes = 0;
    const world = apiWorld((records) => ({
      ...records,
      save: (changes) =>
        changes[0]?.kind === "request" && ++notes === 2
          ? Promise.reject(new Error("down"))
          : records.save(changes),
    }));
    expect((await create(world)).status).toBe(201);
    expect(world.log).toHaveLength(1);
  });

  it("knows its answer though a replica does not yet", async () => {
    const world = apiWorld((records) => ({
      ...records,
      get: (kind, id, how) =>
        kind === "request" && !how?.consistent ? Promise.resolve(undefined) : records.get(kind, id, how),
    }));
    await create(world);
    expect((await create(world)).headers["Idempotency-Replayed"]).toBe("true");
  });

  it("does nothing, and asks to come again, while others keep taking the key away", async () => {
    let tries = 0;
    const world = apiWorld((records) => ({
      ...records,
      save: (changes) => {
        if (changes[0]?.kind !== "request") return records.save(changes);
        tries += 1;
        return Promise.reject(new VersionConflict("someone was quicker"));
      },
    }));
    const told = await create(world);
    expect([told.status, told.body.code, told.headers["Retry-After"], tries]).toEqual([503, "busy", "1", 3]);
    expect(await patients(world)).toBe(0);
  });

  it("does nothing where the key could not be held", async () => {
    const world = apiWorld((records) => ({
      ...records,
      save: (changes) =>
        changes[0]?.kind === "request" ? Promise.reject(new Error("down")) : records.save(changes),
    }));
    expect((await create(world)).status).toBe(500);
    expect(await patients(world)).toBe(0);
  });

  it("tells the note's loss with the request's id, and says on the record which request it was", async () => {
    let notes = 0;
    const kept: Change[] = [];
    const world = apiWorld((records) => ({
      ...records,
      save: (changes) => {
        if (changes[0]?.kind !== "request") return records.save(changes);
        kept.push(changes[0]);
        return ++notes === 2 ? Promise.reject(new Error("down")) : records.save(changes);
      },
    }));
    await create(world);
    const { cause } = kept[0]?.event ?? {};
    expect(kept.map(({ event }) => [event.type, event.actor.id, event.cause])).toEqual([
      ["request.recorded", kept[0]?.event.actor.id, cause],
      ["request.recorded", kept[0]?.event.actor.id, cause],
    ]);
    expect(JSON.stringify(world.log)).toContain(`"requestId":"${cause}"`);
    expect(kept.map(({ data }) => (data as RequestRecord).state)).toEqual(["running", "done"]);
  });

  it.each(["", " ", "ключ", "x".repeat(256)])("refuses %j as a key, or does without", async (value) => {
    const world = apiWorld();
    const told = await create(world, { headers: key(value) });
    if (value === "") expect(told.status).toBe(201);
    else expect(told.body.errors[0].pointer).toBe("/header/Idempotency-Key");
  });

  it("does not keep what was refused before anything was done", async () => {
    const world = apiWorld();
    await create(world, { body: { name: 1 } });
    expect((await create(world)).status).toBe(201);
  });
});
