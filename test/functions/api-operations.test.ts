import { describe, expect, it } from "vitest";
import { appointmentReminder } from "#lib/domain/library/appointment-reminder.ts";
import { templatesFor } from "#lib/domain/library/journeys.ts";
import { type ApiWorld, apiWorld } from "./api-world.ts";

const csv = { "Content-Type": "text/csv" };
const journey = `/v1/journeys/${appointmentReminder.id}`;

async function withJourney(): Promise<ApiWorld> {
  const world = apiWorld();
  for (const draft of templatesFor(["reminders"])) {
    await world.ask("PUT", `/v1/templates/${draft.id}`, { body: draft });
    await world.ask("POST", `/v1/templates/${draft.id}/publish`);
  }
  await world.ask("PUT", journey, { body: appointmentReminder });
  expect((await world.ask("POST", `${journey}/publish`)).status).toBe(201);
  return world;
}

describe("ending runs over the API", () => {
  it("is previewed with a read scope, and started as an operation with a reason", async () => {
    const world = await withJourney();
    const preview = await world.ask("POST", `${journey}/end-runs/preview`, { scopes: ["outreach.read"] });
    expect([preview.status, preview.body]).toEqual([200, { runs: {}, total: 0, steps: {}, complete: true }]);
    const started = await world.ask("POST", `${journey}/end-runs`, { body: { reason: "wrong_text" } });
    expect([started.status, started.body]).toMatchObject([
      202,
      { type: "end-runs", about: "journey:appointment-reminder", reason: "wrong_text", status: "waiting" },
    ]);
    const read = await world.ask("GET", `/v1/operations/${started.body.id}`);
    expect(read.body).toMatchObject({ counts: {}, partsDone: 0, faults: [] });
  });

  it("of everything needs the right to change the policy", async () => {
    const world = await withJourney();
    const body = { reason: "wrong_text" };
    const without = await world.ask("POST", "/v1/end-runs", { body, scopes: ["content.publish"] });
    expect(without.status).toBe(403);
    const started = await world.ask("POST", "/v1/end-runs", { body });
    expect([started.status, started.body.about]).toEqual([202, "everything"]);
    expect((await world.ask("POST", "/v1/end-runs/preview")).body).toEqual({
      ...{ runs: {}, total: 0, complete: true },
    });
  });

  it.each([
    ["a journey that is not there", "/v1/journeys/none/end-runs", { reason: "x" }, 404, "not_found"],
    ["no reason", `${journey}/end-runs`, {}, 400, "validation_failed"],
    ["a reason in free text", `${journey}/end-runs`, { reason: "Ana called" }, 400, "validation_failed"],
  ])("refuses %s", async (_, path, body, status, code) => {
    const world = await withJourney();
    const told = await world.ask("POST", path, { body });
    expect([told.status, told.body.code]).toEqual([status, code]);
  });

  it("is one operation, whoever sends the same key twice", async () => {
    const world = await withJourney();
    const how = { body: { reason: "wrong_text" }, headers: { "Idempotency-Key": "k1" } };
    const [first, again] = [
      await world.ask("POST", `${journey}/end-runs`, how),
      await world.ask("POST", `${journey}/end-runs`, how),
    ];
    expect(again.body.id).toBe(first.body.id);
  });
});

describe("a list in parts over the API", () => {
  const part = (world: ApiWorld, n: number | string, body: string) =>
    world.ask("POST", `/v1/lists/l/parts/${n}`, { body, headers: csv });
  const withAnn = async () => {
    const world = apiWorld();
    const ann = { reference: "ann", name: { given: "Ann", family: "Test" } };
    await world.ask("POST", "/v1/patients", { body: ann });
    return world;
  };

  it("says of each part what it came to and page by page which lines were left out", async () => {
    const world = await withAnn();
    const first = await part(world, 1, "\uFEFFreference,phone\nann,+13125550100\nzed\nbob,1\n");
    expect([first.status, first.body]).toMatchObject([
      201,
      { part: 1, rows: 3, patients: 1, left: { ragged: 1, unknown: 1 } },
    ]);
    const { body: parts } = await world.ask("GET", "/v1/lists/l/parts");
    expect(parts.items).toEqual([first.body]);
    const faults = "/v1/lists/l/parts/1/faults";
    const page = await world.ask("GET", faults, { query: { limit: "1" } });
    expect(page.body).toEqual({ items: [{ part: 1, line: 3, code: "ragged" }], cursor: "3" });
    const next = await world.ask("GET", faults, { query: { limit: "1", cursor: "3" } });
    expect(next.body).toEqual({ items: [{ part: 1, line: 4, code: "unknown" }] });
    const made = await world.ask("POST", "/v1/lists/l/complete", { body: { parts: 1 } });
    expect([made.status, made.body]).toMatchObject([202, { type: "list", about: "l", total: 3 }]);
  });

  it("keeps nothing of the file but ids, lines and codes", async () => {
    const world = await withAnn();
    await part(world, 1, "reference,name,phone\nann,Ann Lopez,+13125550100\nzed,Zed Lopez,+13125550101\n");
    const rows = await world.records.get("listRows", "l~1000");
    expect(rows?.data.rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/Lopez|1312|"ann"|"zed"/);
  });

  it.each([
    ["more than a megabyte", `reference\n${"x".repeat(1_000_001)}`, 413, "too_large"],
    ["no usable header", "name\nann\n", 400, "validation_failed"],
    ["a quote never closed", 'reference\n"ann\n', 400, "validation_failed"],
  ])("refuses a part of %s, and keeps nothing", async (_, body, status, code) => {
    const world = await withAnn();
    const told = await part(world, 1, body);
    expect([told.status, told.body.code]).toEqual([status, code]);
    expect((await world.ask("GET", "/v1/lists/l/parts")).body.items).toEqual([]);
  });

  it("takes a part larger than another body may be, and no part 0", async () => {
    const world = await withAnn();
    const large = await part(world, 1, `reference\n${"ann\n".repeat(60_000)}`);
    expect([large.status, large.body.patients]).toEqual([201, 1]);
    expect((await part(world, 0, "reference\nann\n")).status).toBe(404);
    const cursor = await world.ask("GET", "/v1/lists/l/parts/1/faults", { query: { cursor: "x" } });
    expect([cursor.status, cursor.body.code]).toEqual([400, "invalid_cursor"]);
  });
});

describe("a dry run of everybody over the API", () => {
  it("is an operation with an answer of its own", async () => {
    const world = await withJourney();
    await world.ask("POST", "/v1/patients", {
      body: { reference: "ann", name: { given: "Ann", family: "Test" } },
    });
    await world.ask("POST", "/v1/lists/l", { body: "reference\nann\n", headers: csv });
    const template = "stop-confirmation";
    const campaign = { id: "c", audience: { list: "l" }, send: { template } };
    expect((await world.ask("PUT", "/v1/campaigns/c", { body: campaign })).status).toBe(200);
    const { status, body } = await world.ask("POST", "/v1/campaigns/c/dry-runs");
    expect([status, body.type]).toEqual([202, "dry-run"]);
    const read = await world.ask("GET", `/v1/campaigns/c/dry-runs/${body.id}`);
    expect(read.body).toMatchObject({ looked: 0, complete: false, send: 0 });
    expect((await world.ask("GET", `/v1/campaigns/other/dry-runs/${body.id}`)).status).toBe(404);
  });
});
