import { describe, expect, it } from "vitest";
import { apiWorld, withMaria } from "./api-world.ts";

const path = "/v1/policy/levels/location/main";

describe("policy levels over the API", () => {
  it("are written once, changed with their ETag, and explained", async () => {
    const world = apiWorld();
    const body = { values: { budget: { perDay: 2 } }, locked: ["budget"] };
    expect((await world.ask("GET", path)).status).toBe(404);
    const made = await world.ask("PUT", path, { body });
    expect([made.status, made.body]).toEqual([200, { level: "location", of: "main", ...body }]);
    expect((await world.ask("PUT", path, { body })).status).toBe(428);
    const again = await world.ask("PUT", path, {
      body,
      headers: { "If-Match": made.headers.ETag as string },
    });
    expect(again.status).toBe(200);
    await world.ask("PUT", "/v1/policy/levels/program/cancer", {
      body: { values: { budget: { perDay: 9 } } },
    });
    const told = await world.ask("GET", "/v1/policy/explain", {
      query: { location: "main", program: "cancer" },
    });
    expect(told.body.policy.budget).toEqual({ perDay: 2, perWeek: 3 });
    expect(told.body.explain["budget.perDay"]).toEqual({
      level: "location",
      of: "main",
      refused: ["program~cancer"],
    });
  });

  it.each([
    ["a level there is not", "/v1/policy/levels/ward/main", { values: {} }, 404],
    ["a setting that is the customer's", path, { values: { linkBase: "https://x.example" } }, 400],
    ["a lock on nothing", path, { values: {}, locked: ["shoe"] }, 400],
  ])("refuse %s", async (_, at, body, status) => {
    expect((await apiWorld().ask("PUT", at, { body })).status).toBe(status);
  });

  it("hold for one patient at once", async () => {
    const world = apiWorld();
    const { id } = await withMaria(world);
    await world.ask("PUT", `/v1/policy/levels/patient/${id}`, { body: { values: { smearMinutes: 7 } } });
    const told = await world.ask("GET", "/v1/policy/explain", { query: { patientId: id } });
    expect([told.body.policy.smearMinutes, told.body.explain.smearMinutes]).toEqual([
      7,
      { level: "patient", of: id },
    ]);
  });
});

describe("the queue of replies", () => {
  it("is explained by topic and program, with the rule", async () => {
    const world = apiWorld();
    const replyRouting = [{ queue: "billing", topic: "billing", program: "diabetes" }];
    await world.ask("PUT", "/v1/policy", { body: { replyRouting } });
    const of = async (query: Record<string, string>) =>
      (await world.ask("GET", "/v1/policy/explain", { query })).body.replies;
    expect(await of({ topic: "billing", program: "diabetes" })).toEqual({
      queue: "billing",
      routedBy: "rule 1: topic billing, program diabetes",
    });
    expect(await of({ topic: "billing" })).toEqual({ queue: "front-desk", routedBy: "reply_queue" });
  });
});

describe("an override", () => {
  it("is granted for a while and is in the patient's audit trail", async () => {
    const world = apiWorld();
    const { id } = await withMaria(world);
    const body = { rules: ["daily_budget"], until: "2026-06-03T12:00:00Z", reason: "clinical-need" };
    const granted = await world.ask("POST", `/v1/patients/${id}/overrides`, { body });
    expect([granted.status, granted.body.items]).toEqual([
      201,
      [{ rule: "daily_budget", until: "2026-06-03T12:00:00.000Z" }],
    ]);
    const quiet = await world.ask("POST", `/v1/patients/${id}/overrides`, {
      body: { ...body, rules: ["opted_out"] },
    });
    expect(quiet.status).toBe(400);
  });
});
