import { describe, expect, it } from "vitest";
import { libraryTemplates } from "#lib/domain/library/templates.ts";
import { type ApiWorld, apiWorld } from "./api-world.ts";

const template = libraryTemplates.find(({ variables }) => !variables?.length) as { id: string };

async function withList(): Promise<ApiWorld> {
  const world = apiWorld();
  await world.ask("PUT", `/v1/templates/${template.id}`, { body: template });
  await world.ask("POST", `/v1/templates/${template.id}/publish`);
  for (const reference of ["ann", "bob"])
    await world.ask("POST", "/v1/patients", {
      body: { reference, name: { given: reference, family: "Test" } },
    });
  return world;
}
const csv = { "Content-Type": "text/csv" };
const campaign = { id: "c", audience: { list: "l" }, send: { template: template.id } };

describe("segments in the API", () => {
  it("are saved with If-Match, looked at before, and refused with the nearest fact", async () => {
    const world = await withList();
    const condition = "patient.language == 'en'";
    const preview = await world.ask("POST", "/v1/segment-preview", { body: { condition } });
    expect(preview.body).toMatchObject({ looked: 2, matched: 2, complete: true });
    const put = await world.ask("PUT", "/v1/segments/s", { body: { id: "s", condition } });
    expect([put.status, put.body.status, put.body.revision]).toEqual([200, "active", 1]);
    const again = await world.ask("PUT", "/v1/segments/s", { body: { id: "s", condition } });
    expect(again.status).toBe(428);
    const wrong = await world.ask("PUT", "/v1/segments/t", {
      body: { id: "t", condition: "patient.agee > 1" },
    });
    expect(wrong.body.errors[0].detail).toContain("Did you mean patient.age?");
    const operation = await world.ask("GET", "/v1/operations/segment-s-1-2026-06-02");
    expect(operation.body).toMatchObject({ type: "evaluate", status: "waiting", counts: {} });
  });
});

describe("campaigns in the API", () => {
  it("go from a list to a dry run, a second person's approval, and a stop", async () => {
    const world = await withList();
    const list = await world.ask("POST", "/v1/lists/l", { body: "reference\nann\nbob\nzed\n", headers: csv });
    expect([list.status, list.body]).toMatchObject([201, { patients: 2, left: { unknown: 1 } }]);
    const put = await world.ask("PUT", "/v1/campaigns/c", { body: campaign, client: "author" });
    expect(put.status).toBe(200);
    const dry = await world.ask("POST", "/v1/campaigns/c/dry-run");
    expect(dry.body).toMatchObject({ looked: 2, complete: true, send: 0, drop: { no_address: 2 } });
    const match = { "If-Match": put.headers.ETag as string };
    const own = await world.ask("POST", "/v1/campaigns/c/approve", { headers: match, client: "author" });
    expect([own.status, own.body.code]).toEqual([403, "forbidden"]);
    const blind = await world.ask("POST", "/v1/campaigns/c/approve", { client: "second" });
    expect(blind.status).toBe(428);
    const approved = await world.ask("POST", "/v1/campaigns/c/approve", { headers: match, client: "second" });
    expect(approved.body).toMatchObject({ status: "approved", occurrence: 1 });
    const report = await world.ask("GET", "/v1/campaigns/c/report");
    expect([report.status, report.body.code]).toEqual([409, "wrong_state"]);
    const stopped = await world.ask("POST", "/v1/campaigns/c/stop");
    expect(stopped.body.status).toBe("stopped");
  });

  it("are refused by name where the list is nobody's, or not there", async () => {
    const world = await withList();
    const empty = await world.ask("POST", "/v1/lists/l", { body: "reference\nzed\n", headers: csv });
    expect([empty.status, empty.body.code]).toEqual([422, "empty_audience"]);
    const put = await world.ask("PUT", "/v1/campaigns/c", { body: campaign });
    expect([put.status, put.body.errors[0].pointer]).toEqual([422, "/audience/list"]);
  });

  it.each([
    ["FREQ=HOURLY", "/when/repeat/rrule"],
    ["FREQ=YEARLY;BYWEEKNO=1", "/when/repeat/rrule"],
    ["FREQ=DAILY;UNTIL=20200101T000000Z", "/when/repeat/rrule"],
  ])("do not take the calendar %s", async (rrule, pointer) => {
    const world = await withList();
    await world.ask("POST", "/v1/lists/l", { body: "reference\nann\n", headers: csv });
    const when = { repeat: { rrule, startDate: "2026-06-01", time: "09:00", zone: "America/Chicago" } };
    const put = await world.ask("PUT", "/v1/campaigns/c", { body: { ...campaign, when } });
    expect([put.status, put.body.errors?.[0]?.pointer]).toEqual([400, pointer]);
  });
});
