import { expect, it } from "vitest";
import { describeOnEngine } from "#test/adapters/records.engine.ts";
import { apiWorld, maria } from "./api-world.ts";

/** The races that only a store decides, on a real one: the twin in memory takes writes one after the other. */
await describeOnEngine("dynoxide", (store) => {
  const world = () => apiWorld(() => store.records);

  it("takes effect once when ten come at once under one key", async () => {
    const clinic = world();
    const ask = () =>
      clinic.ask("POST", "/v1/patients", { body: maria, headers: { "Idempotency-Key": "ten" } });
    const told = await Promise.all(Array.from({ length: 10 }, ask));
    const first = told.filter(({ status, headers }) => status === 201 && !headers["Idempotency-Replayed"]);
    expect(first).toHaveLength(1);
    for (const { status, body } of told)
      if (status !== 201) expect([status, body.code]).toEqual([409, "in_progress"]);
    expect((await ask()).headers["Idempotency-Replayed"]).toBe("true");
    expect((await clinic.ask("GET", "/v1/patients")).body.items).toHaveLength(1);
  });

  it("lets one of five writers win who read the same version", async () => {
    const clinic = world();
    const put = (perWeek: number) =>
      clinic.ask("PUT", "/v1/policy", {
        body: { budget: { perDay: 1, perWeek } },
        headers: { "If-Match": '"1"' },
      });
    await clinic.ask("PUT", "/v1/policy", { body: {} });
    const told = await Promise.all([4, 5, 6, 7, 8].map(put));
    expect(told.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
  });
});
